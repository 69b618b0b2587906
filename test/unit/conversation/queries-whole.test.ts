import type { QueryDeps } from '../../../src/conversation/answer-deps';
import { createConversation } from '../../../src/conversation/create-conversation';
import { createQueryShelf } from '../../../src/conversation/query-shelf';
import { runPeopleQuery } from '../../../src/diagnosis/asking/run-people-query';
import type { IncomingMessage } from '../../../src/ports/chat-channel';
import type { LogSource } from '../../../src/ports/log-source';
import type { Action, Report } from '../../../src/reports/report';
import { AppError } from '../../../src/shared/app-error';
import { connectionRecord } from '../../support/connection-records';
import { openHttpBench } from '../../support/http-bench';
import { knownHubs } from '../../support/hubs';
import { createKqlLogSource } from '../../support/kql-log-source';
import { memoryConversations } from '../../support/memory-conversations';
import { memoryRoutes } from '../../support/memory-routes';
import { recordedChannel } from '../../support/recorded-channel';
import { recordedLog } from '../../support/recorded-log';
import { reportContext } from '../../support/report-subjects';
import { waitingClock } from '../../support/waiting-clock';

const now = new Date('2026-11-21T03:16:00Z');
const hostile = '=cmd|" /C calc"!A0';
const records = Array.from({ length: 12 }, (_, index) =>
  connectionRecord(`2026-11-21T02:${String(index + 10)}:00Z`, 'deviceConnect', {
    device: index === 11 ? hostile : `pump-${index}`,
  }),
);

describe('queries, from the message to the file', () => {
  it('lists, runs on a click, turns the page in place, and gives every row as CSV', async () => {
    const logs = createKqlLogSource(records, { now });
    const { conversation, channel, shelf } = open(logs);

    await conversation.handleMessage(say('queries on contoso-hub'), channel);
    const list = newest(channel.messages);
    await conversation.handleMessage(click(runOf(list, 'recently-connected-devices')), channel);
    const first = newest(channel.messages);
    const second = await conversation.handleAction(click(command(first, 'Next page')), channel);
    const bench = await openHttpBench({ findDownload: shelf.download });
    const file = await bench.get(new URL(link(second, 'Download CSV')).pathname);
    await bench.close();

    expect([list.kind, first.kind]).toEqual(['query-list', 'query-table']);
    expect(first).toMatchObject({
      hub: 'contoso-hub',
      position: 'Rows 1 to 10 of 12, page 1 of 2',
      rows: expect.arrayContaining([
        { cells: [{ text: hostile }, { text: '2026-11-21 02:21:00' }] },
      ]),
    });
    expect(second).toMatchObject({ position: 'Rows 11 to 12 of 12, page 2 of 2' });
    expect(logs.asked).toHaveLength(1);
    const lines = file.text.split('\r\n');
    expect(file.status).toBe(200);
    expect(lines).toHaveLength(14);
    expect(lines[0]).toBe('DeviceId,_ResourceId,max_TimeGenerated');
    expect(lines[1]).toContain(`"'=cmd|"" /C calc""!A0",`);
  });

  it('says what failed, and offers to ask the same again', async () => {
    const { conversation, channel, lines } = open({
      ask: () => Promise.reject(new AppError('logs_timeout', 'The workspace took too long.')),
    });

    await conversation.handleMessage(say('query error-summary on contoso-hub'), channel);

    const report = newest(channel.messages);
    expect(report).toMatchObject({ kind: 'problem', code: 'logs_timeout' });
    expect(command(report, 'Ask again')).toEqual({
      verb: 'queries',
      parameters: { query: 'error-summary', hub: 'contoso-hub' },
    });
    expect(lines().join()).toContain('logs_timeout');
  });

  it('refuses a hub that is not ours, before anything is asked of the logs', async () => {
    const logs = createKqlLogSource(records, { now });
    const { conversation, channel } = open(logs, ['contoso-hub', 'fabrikam-hub']);

    await conversation.handleMessage(say('query error-summary on hub other-hub'), channel);

    expect(newest(channel.messages)).toMatchObject({ kind: 'problem', code: 'hub_unknown' });
    expect(logs.asked).toEqual([]);
  });

  it('spells a hub as the settings do', async () => {
    const logs = createKqlLogSource(records, { now });
    const { conversation, channel } = open(logs, ['contoso-hub', 'fabrikam-hub']);

    await conversation.handleMessage(say('query error-summary on hub CONTOSO-HUB'), channel);

    expect(newest(channel.messages)).toMatchObject({ kind: 'query-table', hub: 'contoso-hub' });
  });

  it('does not trouble the operator with a name that was mistyped', async () => {
    const logs = createKqlLogSource(records, { now });
    const { conversation, channel, lines } = open(logs);

    await conversation.handleMessage(say('query ded-endpoints'), channel);

    expect(newest(channel.messages)).toMatchObject({ code: 'query_unknown' });
    expect(lines().join()).not.toMatch(/"level":(?:40|50)/);
    expect(logs.asked).toEqual([]);
  });
});

function open(logs: LogSource, configured?: string[]) {
  const { log, lines } = recordedLog();
  const clock = waitingClock(now);
  const shelf = createQueryShelf({ clock, origin: () => 'https://bot.contoso.com' });
  const hubs = knownHubs('contoso-hub');
  const queries: QueryDeps = { run: (question) => runPeopleQuery(question, { logs, hubs }), shelf };
  const unused = () => Promise.reject(new Error('not asked here'));
  const conversation = createConversation({
    diagnose: unused,
    summarize: unused,
    check: unused,
    decode: () => ({ entries: [], suggestions: [] }),
    queries,
    ...(configured === undefined
      ? {}
      : { hubs: { configured, withRows: unused, memory: memoryConversations() } }),
    routes: memoryRoutes(),
    clock,
    timeZone: 'UTC',
    context: () => reportContext({ now }),
    log,
    subscribesByItself: false,
  });
  return { conversation, channel: recordedChannel(), shelf, lines };
}

function say(text: string): IncomingMessage {
  const conversation = { channel: 'teams', id: 'personal', reference: {} };
  return { conversation, person: { id: 'alex', name: 'Alex' }, text, receivedAt: now };
}

function click(action: NonNullable<IncomingMessage['action']>): IncomingMessage {
  return { ...say(''), action, messageId: 'clicked' };
}

function newest(messages: { reports: Report[] }[]): Report {
  const report = messages.at(-1)?.reports.at(-1);
  if (report === undefined) throw new Error('nothing was posted');
  return report;
}

function runOf(report: Report, name: string) {
  const groups = report.kind === 'query-list' ? report.groups : [];
  const run = groups.flatMap(({ queries }) => queries).find((each) => each.name === name)?.run;
  if (run === undefined) throw new Error(`${name} is not listed`);
  return { verb: run.verb, parameters: run.parameters };
}

function command(report: Report, title: string) {
  const action = findAction(report, title);
  if (action.kind !== 'command') throw new Error(`${title} is a link`);
  return { verb: action.verb, parameters: action.parameters };
}

function link(report: Report, title: string): string {
  const action = findAction(report, title);
  if (action.kind !== 'link') throw new Error(`${title} is no link`);
  return action.url;
}

function findAction(report: Report, title: string): Action {
  const action = [...report.actions, ...report.more].find((each) => each.title === title);
  if (action === undefined) throw new Error(`there is no button ${title}`);
  return action;
}
