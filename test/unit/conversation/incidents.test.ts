import type { AnswerDeps } from '../../../src/conversation/answer-deps';
import { answerQuestion } from '../../../src/conversation/answer-question';
import type { IncidentDeps } from '../../../src/conversation/incidents/incident-deps';
import type { IntentName, IntentParameters } from '../../../src/conversation/intent';
import { readAction } from '../../../src/conversation/read-action';
import { tellHidden } from '../../../src/conversation/tell-hidden';
import { findErrorCode } from '../../../src/knowledge/find-error-code';
import type { Incident } from '../../../src/ports/incident-book';
import { reportNotice } from '../../../src/reports/report-notice';
import { reportSummary } from '../../../src/reports/report-summary';
import { AppError } from '../../../src/shared/app-error';
import { hubSummary } from '../../support/hub-summaries';
import { goneDevice, incident } from '../../support/incidents';
import { recordedLog } from '../../support/recorded-log';
import { waitingClock } from '../../support/waiting-clock';

const now = new Date('2026-03-01T03:30:00Z');
const context = { now, portal: { origin: 'https://portal.azure.com' }, decode: findErrorCode };
const ann = { id: '29:ann', name: 'Ann' };
const taken = incident({ key: 'taken', acknowledged: { by: { id: 'b', name: 'Bo' }, at: now } });

describe('ack', () => {
  it('takes the only incident that is open here', async () => {
    const { ask, acknowledged } = open({ shown: [incident(), taken] });

    const report = await ask('ack', {});

    expect(report).toMatchObject({ kind: 'notice', headline: { word: 'Acknowledged' } });
    expect(acknowledged).toEqual([
      ['incident-1', ann, { channel: 'teams', id: 'ops', reference: {} }],
    ]);
  });

  it('offers each where several are open, and takes none', async () => {
    const { ask, acknowledged } = open({ shown: [incident(), incident({ key: 'incident-2' })] });

    const report = await ask('ack', {});

    expect(acknowledged).toEqual([]);
    expect(report.actions).toMatchObject([
      { verb: 'ack', parameters: { incident: 'incident-1' } },
      { verb: 'ack', parameters: { incident: 'incident-2' } },
    ]);
    expect(report.actions[0]?.tooltip).toBe('Acknowledge the incident on contoso-hub of 03:14 UTC');
  });

  it.each([
    ['no incident is open', []],
    ['all are acknowledged', [taken]],
  ])('says so where %s', async (_name, shown) => {
    const { ask, acknowledged } = open({ shown });

    const report = await ask('ack', {});

    expect(report.headline.word).toBe('Nothing to acknowledge');
    expect(acknowledged).toEqual([]);
  });

  it.each<[Awaited<ReturnType<IncidentDeps['acknowledge']>>, string]>([
    ['acknowledged', 'The incident on contoso-hub is yours, Ann: its card says so'],
    ['already', 'was acknowledged by Bo before'],
    ['over', 'is over'],
    ['unknown', 'not kept any more'],
  ])('says what became of a button: %s', async (outcome, words) => {
    const { ask } = open({ outcome, found: taken });

    const report = await ask('ack', { incident: 'taken' });

    expect(report.spoken).toContain(words);
  });

  it('answers the button of a card by that card, and lets the line below it be', async () => {
    const { ask, acknowledged } = open({ found: taken });

    const report = await ask('ack', { incident: 'taken', onCard: true });

    expect(report.spoken).toContain('the card of taken');
    expect(acknowledged).toEqual([['taken', ann, undefined]]);
  });

  it('says that it is gone where the card is of something forgotten', async () => {
    const report = await open({}).ask('ack', { incident: 'old', onCard: true });

    expect(report.headline.word).toBe('Gone');
  });

  it('needs incidents', async () => {
    const { ask } = open(undefined);

    expect(await ask('ack', {})).toMatchObject({ kind: 'problem', code: 'conversation_missing' });
  });
});

describe('members', () => {
  it.each([
    [1, 'device-0', 1],
    [5, 'device-40', 1],
    [6, 'device-50', 2],
    [13, 'device-120', 3],
  ])('shows page %i, from %s of page %i of the store', async (page, device, inBook) => {
    const { ask, pages } = open({ found: incident(), members: 123 });

    const report = await ask('members', { incident: 'incident-1', page });

    expect(report).toMatchObject({ kind: 'members', hub: 'contoso-hub' });
    expect(report.kind === 'members' && report.rows[0]?.cells[0]?.text).toBe(device);
    expect(pages).toEqual([inBook]);
  });

  it('says where there is none of that page, and where it is forgotten', async () => {
    const beyond = await open({ found: incident(), members: 3 }).ask('members', {
      incident: 'x',
      page: 9,
    });
    const gone = await open({}).ask('members', { incident: 'x' });

    expect(beyond).toMatchObject({ position: 'No devices on this page.' });
    expect(gone.headline.word).toBe('Gone');
  });
});

describe('digest', () => {
  it('shows the page that was asked for, or that it is gone', async () => {
    const digests = ['d1/2'];
    const showDigest: IncidentDeps['showDigest'] = async (key, page) =>
      digests.includes(`${key}/${page}`) ? reportNotice('the page') : undefined;

    const shown = await open({ showDigest }).ask('digest', { digest: 'd1', page: 2 });
    const gone = await open({ showDigest }).ask('digest', { digest: 'd2' });

    expect([shown.headline.word, gone.headline.word]).toEqual(['Done', 'Gone']);
  });
});

describe('show', () => {
  it('gives a folded incident a card of its own, and the page of the digest anew', async () => {
    const shown: unknown[] = [];
    const showFolded: IncidentDeps['showFolded'] = async (...given) => void shown.push(given);
    const showDigest: IncidentDeps['showDigest'] = async (key, page) =>
      reportNotice(`page ${page} of ${key}`);

    const report = await open({ showDigest, showFolded }).ask('show', {
      ...{ incident: 'a', digest: 'd1', page: 2 },
    });

    expect(shown).toEqual([[{ channel: 'teams', id: 'ops' }, 'a']]);
    expect(report.spoken).toContain('page 2 of d1');
  });
});

describe('the summary', () => {
  const asked = { hub: undefined, window: { from: now, to: now } };
  const summary = () => Promise.resolve(reportSummary(hubSummary(), context));

  it.each([
    [0, 'none'],
    [1, '1 short absence, over too soon to tell'],
    [1400, '1,400 short absences, over too soon to tell'],
  ])('counts %i hidden as "%s"', async (count, value) => {
    const report = await tellHidden(summary(), asked, { countHidden: async () => count });

    expect(report.kind === 'summary' && report.facts.at(-1)).toEqual({ label: 'Hidden', value });
  });

  it('is as it was where nothing counts them, or the count cannot be had', async () => {
    const fails = async () => {
      throw new AppError('store_unavailable', 'gone');
    };
    const plain = await summary();

    expect(await tellHidden(summary(), asked, {})).toEqual(plain);
    expect(await tellHidden(summary(), asked, { countHidden: fails })).toEqual(plain);
  });
});

it.each<[string, Record<string, unknown>]>([
  ['mute', { pattern: 'two words' }],
  ['mute', { cause: 'no-evidence' }],
  ['mute', { duration: 'for ever' }],
  ['mute', { reason: 'x'.repeat(201) }],
  ['mute', { anyway: 'yes' }],
  ['unmute', { mute: "'; drop table mutes" }],
  ['unmute', { all: 1 }],
  ['ack', { incident: '' }],
  ['ack', { incident: { key: 1 } }],
  ['members', { incident: 'i', page: 0 }],
  ['digest', { digest: 'x'.repeat(601) }],
])('refuses the button %s with %j', (verb, parameters) => {
  expect(() => readAction({ verb, parameters })).toThrow(
    expect.objectContaining({ code: 'action_invalid' }),
  );
});

function open(
  given:
    | {
        shown?: Incident[];
        found?: Incident;
        outcome?: Awaited<ReturnType<IncidentDeps['acknowledge']>>;
        members?: number;
        showDigest?: IncidentDeps['showDigest'];
        showFolded?: IncidentDeps['showFolded'];
      }
    | undefined,
) {
  const acknowledged: unknown[] = [];
  const pages: number[] = [];
  const all = Array.from({ length: given?.members ?? 0 }, (_, n) => goneDevice(`device-${n}`));
  const incidents: IncidentDeps = {
    find: async (key) => given?.found ?? given?.shown?.find((each) => each.key === key),
    listShown: async () => given?.shown ?? [],
    draw: ({ key }) => reportNotice(`the card of ${key}`),
    async acknowledge(key, person, saidIn) {
      acknowledged.push([key, person, saidIn]);
      return given?.outcome ?? 'acknowledged';
    },
    async listMembers(_key, page) {
      pages.push(page);
      return { total: all.length, members: all.slice((page - 1) * 50, page * 50) };
    },
    ...(given?.showFolded === undefined ? {} : { showFolded: given.showFolded }),
    ...(given?.showDigest === undefined ? {} : { showDigest: given.showDigest }),
  };
  const deps = {
    ...(given === undefined ? {} : { incidents }),
    clock: waitingClock(now),
    timeZone: 'UTC',
    context: () => context,
    log: recordedLog().log,
  } as unknown as AnswerDeps;
  const asker = { person: ann, conversation: { channel: 'teams', id: 'ops', reference: {} } };
  const ask = (intent: IntentName, parameters: IntentParameters) =>
    answerQuestion({ intent, parameters, confidence: 1, suggestions: [] }, asker, deps);
  return { ask, acknowledged, pages };
}
