import { answerQuery } from '../../../src/conversation/answer-query';
import { grammar } from '../../../src/conversation/grammar/grammar';
import type { IntentParameters } from '../../../src/conversation/intent';
import { createQueryShelf } from '../../../src/conversation/query-shelf';
import { readAction } from '../../../src/conversation/read-action';
import { readIntent } from '../../../src/conversation/read-intent';
import { peopleQueryNames } from '../../../src/diagnosis/asking/people-queries';
import type { PeopleQuestion } from '../../../src/diagnosis/asking/run-people-query';
import type { Action } from '../../../src/reports/report';
import { queryTable } from '../../support/query-tables';
import { reportContext } from '../../support/report-subjects';

const now = new Date('2026-11-21T03:16:00.500Z');
const time = { now, timeZone: 'UTC' };

describe('a message about queries', () => {
  it.each([
    'queries',
    'list queries',
    'list all queries',
    'show me the queries please',
    'which queries are there',
    'what queries can i run',
    'run a query',
  ])('"%s" asks for the list', (text) => {
    expect(readIntent(text, time)).toMatchObject({
      intent: 'queries',
      confidence: 1,
      parameters: {},
    });
  });

  it.each(peopleQueryNames)('names %s, alone or with its words apart', (name) => {
    const apart = name.replaceAll('-', ' ');

    for (const text of [name, `query ${name}`, `run ${name}`, apart, `run the query ${apart}`]) {
      const { intent, parameters } = readIntent(text, time);
      expect([text, intent, parameters.query?.replaceAll(' ', '-')]).toEqual([
        text,
        'queries',
        name,
      ]);
    }
  });

  it.each<[string, IntentParameters]>([
    ['query dead-endpoints', { query: 'dead-endpoints' }],
    ['Run Dead Endpoints', { query: 'Dead Endpoints' }],
    ['run the nonsense query', { query: 'nonsense' }],
    ['query my own thing', { query: 'my own thing' }],
    [
      'query dead-endpoints in the last 6 hours',
      { query: 'dead-endpoints', window: { last: 'PT6H' } },
    ],
    ['query error summary on contoso-hub', { query: 'error summary', hub: 'contoso-hub' }],
    [
      'run devices most throttled on contoso-hub last 2 hours',
      { query: 'devices most throttled', hub: 'contoso-hub', window: { last: 'PT2H' } },
    ],
    ['queries on contoso-hub', { hub: 'contoso-hub' }],
  ])('"%s" is read as %j', (text, parameters) => {
    expect(readIntent(text, time)).toMatchObject({ intent: 'queries', parameters });
    expect(readIntent(text, time).parameters).toEqual(parameters);
  });

  it('takes nothing from the other commands', () => {
    const others = grammar.filter(({ intent }) => intent !== 'queries');

    for (const { intent, examples } of others) {
      for (const example of examples) expect(readIntent(example, time).intent).toBe(intent);
    }
  });
});

describe('a button about queries', () => {
  it('carries query, page, hub and window', () => {
    const parameters = {
      query: 'dead-endpoints',
      page: 2,
      hub: 'contoso-hub',
      window: { from: '2026-11-20T03:16:00Z', to: '2026-11-21T03:16:00Z' },
    };

    expect(readAction({ verb: 'queries', parameters })).toMatchObject({
      intent: 'queries',
      parameters,
    });
  });

  it.each([
    { page: 0 },
    { page: 1.5 },
    { page: '2' },
    { page: 1e9 },
    { query: '' },
    { query: 'x'.repeat(101) },
    { query: { $ne: 1 } },
  ])('with %j is refused', (parameters) => {
    const read = () => readAction({ verb: 'queries', parameters });

    expect(read).toThrow(expect.objectContaining({ code: 'action_invalid' }));
  });
});

describe('answerQuery', () => {
  it('lists the queries', async () => {
    const { answer } = open();

    const report = await answer({ hub: 'contoso-hub' });

    expect(report.kind).toBe('query-list');
    expect(JSON.stringify(report)).toContain('"hub":"contoso-hub"');
  });

  it('runs a query over the window that was understood, to the second', async () => {
    const { answer, asked } = open();

    const report = await answer({ query: 'Error Summary', hub: 'contoso-hub' });

    expect(report).toMatchObject({
      kind: 'query-table',
      position: expect.stringContaining('page 1'),
    });
    expect(asked).toEqual([
      {
        query: 'error-summary',
        hubName: 'contoso-hub',
        window: { from: new Date('2026-11-20T03:16:00Z'), to: new Date('2026-11-21T03:16:00Z') },
      },
    ]);
  });

  it('turns pages without asking again, and asks again where the rows are gone', async () => {
    const { answer, asked, pass } = open();
    const first = await answer({ query: 'disconnects-over-time', hub: 'contoso-hub' });

    const second = await answer(parametersOf(first.actions, 'Next page'));
    pass(16 * 60_000);
    const third = await answer(parametersOf(second.actions, 'Next page'));

    expect(second).toMatchObject({ position: 'Rows 11 to 20 of 23, page 2 of 3' });
    expect(third).toMatchObject({ position: 'Rows 21 to 23 of 23, page 3 of 3' });
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
    expect(linkOf(second.actions)).toBe(linkOf(first.actions));
    expect(linkOf(third.actions)).not.toBe(linkOf(first.actions));
  });

  it('asks anew when it is run again', async () => {
    const { answer, asked } = open();
    const first = await answer({ query: 'disconnects-over-time' });

    await answer(parametersOf(first.more, 'Run again'));

    expect(asked).toHaveLength(2);
  });

  it('offers what an unknown name could mean, with hub and time kept', async () => {
    const { answer, asked } = open();

    const report = await answer({
      query: 'ded-endpoints',
      hub: 'contoso-hub',
      window: { last: 'PT6H' },
    });

    expect(asked).toEqual([]);
    expect(report).toMatchObject({
      kind: 'problem',
      code: 'query_unknown',
      happened: 'There is no query “ded-endpoints”.',
      suggestions: ['query dead-endpoints'],
      spoken: expect.stringContaining('Did you mean dead-endpoints?'),
    });
    expect(report.actions.map(({ title }) => title)).toEqual(['dead-endpoints', 'All queries']);
    expect(parametersOf(report.actions, 'dead-endpoints')).toEqual({
      query: 'dead-endpoints',
      hub: 'contoso-hub',
      window: { last: 'PT6H' },
    });
  });

  it('offers the list where nothing is near', async () => {
    const { answer } = open();

    const report = await answer({ query: 'pizza' });

    expect(report).toMatchObject({ kind: 'problem', suggestions: [] });
    expect(report.actions.map(({ title }) => title)).toEqual(['All queries']);
  });

  it('says so where there are no logs to ask', async () => {
    const answered = answerQuery({ query: 'error-summary' }, time, {
      context: () => reportContext(),
    });

    await expect(answered).rejects.toMatchObject({ code: 'queries_unavailable' });
  });
});

function open() {
  let at = now;
  const asked: PeopleQuestion[] = [];
  const shelf = createQueryShelf({
    clock: { now: () => at },
    origin: () => 'https://bot.contoso.com',
  });
  const run = async (question: PeopleQuestion) => {
    asked.push(question);
    const { run: ran } = queryTable();
    return queryTable({ run: { ...ran, window: question.window } });
  };
  const deps = { queries: { run, shelf }, context: () => reportContext({ now: at }) };
  return {
    asked,
    pass: (ms: number) => {
      at = new Date(at.getTime() + ms);
    },
    answer: (parameters: IntentParameters) => answerQuery(parameters, { ...time, now: at }, deps),
  };
}

function parametersOf(actions: Action[], title: string): IntentParameters {
  const action = actions.find((each) => each.title === title);
  if (action?.kind !== 'command') throw new Error(`there is no button ${title}`);
  return readAction(action).parameters;
}

function linkOf(actions: Action[]): string | undefined {
  const link = actions.find(({ title }) => title === 'Download CSV');
  return link?.kind === 'link' ? link.url : undefined;
}
