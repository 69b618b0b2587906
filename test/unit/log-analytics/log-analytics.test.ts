import type { ServerResponse } from 'node:http';
import { createLogAnalytics } from '../../../src/adapters/log-analytics/log-analytics';
import {
  createQueryBudget,
  type QueryBudget,
} from '../../../src/adapters/log-analytics/query-budget';
import type { LogQuestion } from '../../../src/ports/log-source';
import {
  type CannedServer,
  closedOrigin,
  openCannedServer,
  replyJson,
  type SeenRequest,
} from '../../support/canned-server';
import { quietLog } from '../../support/quiet-log';
import { steppedClock } from '../../support/stepped-clock';

const window = {
  from: new Date('2026-03-10T11:00:00Z'),
  to: new Date('2026-03-10T12:00:00Z'),
};
const question: LogQuestion<Record<string, unknown>> = {
  name: 'some-question',
  kql: 'AzureDiagnostics | take 1',
  window,
  readRow: (cells) => cells,
};
const nothing = { tables: [{ name: 'PrimaryResult', columns: [], rows: [] }] };

let server: CannedServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(
  reply: (res: ServerResponse, request: SeenRequest, count: number) => void,
  options: { patienceMs?: number; budget?: QueryBudget } = {},
) {
  server = await openCannedServer(reply);
  return createLogAnalytics({
    workspaceId: 'my-workspace',
    credential: undefined,
    localOrigin: server.origin,
    serverTimeoutSeconds: 30,
    log: quietLog(),
    ...options,
  });
}

function refusal(innermost: string) {
  const innererror = { code: 'SEM0100', message: innermost };
  return {
    error: {
      code: 'BadArgumentError',
      message: 'The request had some invalid properties',
      innererror: { code: 'SemanticError', message: 'A semantic error occurred.', innererror },
    },
  };
}

describe('createLogAnalytics', () => {
  it('asks the workspace with query, window and the time it grants', async () => {
    const logs = await serve((res) => replyJson(res, 200, nothing));

    await logs.ask(question);

    expect(server?.seen).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/v1/workspaces/my-workspace/query',
        headers: expect.objectContaining({
          prefer: 'wait=30',
          authorization: 'Bearer local',
          host: 'api.loganalytics.io',
        }),
      }),
    ]);
    expect(JSON.parse(server?.seen[0]?.body ?? '')).toEqual({
      query: question.kql,
      timespan: '2026-03-10T11:00:00.000Z/2026-03-10T12:00:00.000Z',
    });
  });

  it('reads cells by column name, without the 1970 the client makes of a missing time', async () => {
    const columns = [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'Missing', type: 'datetime' },
      { name: 'Text', type: 'string' },
      { name: 'Null', type: 'long' },
      { name: 'Parsed', type: 'dynamic' },
    ];
    const rows = [
      ['2026-03-10T11:10:00Z', null, '', null, '{"a":[1]}'],
      ['2026-03-10T11:40:00Z', null, 'x', null, null],
      ['2026-03-10T11:20:00Z', null, 'y', null, 'no json'],
    ];
    const logs = await serve((res) =>
      replyJson(res, 200, { tables: [{ name: 'PrimaryResult', columns, rows }] }),
    );

    const answer = await logs.ask(question);

    expect(answer.rows[0]).toEqual({
      TimeGenerated: new Date('2026-03-10T11:10:00Z'),
      Missing: undefined,
      Text: '',
      Null: undefined,
      Parsed: { a: [1] },
    });
    expect(answer.rows.map(({ Parsed }) => Parsed)).toEqual([{ a: [1] }, undefined, 'no json']);
    expect(answer.newestAt).toEqual(new Date('2026-03-10T11:40:00Z'));
    expect(answer.partial).toBeUndefined();
    expect(answer.window).toBe(window);
    expect(answer.durationMs).toBeGreaterThanOrEqual(0);
  });

  it('says that an answer is partial, in the words the client drops', async () => {
    const logs = await serve((res) =>
      replyJson(res, 200, {
        tables: [{ name: 'PrimaryResult', columns: [{ name: 'a', type: 'long' }], rows: [[1]] }],
        error: {
          code: 'PartialError',
          message: 'There were some errors when processing your query.',
          details: [
            {
              code: 'EngineError',
              message: 'Something went wrong',
              innererror: { code: '-1', message: 'The result is larger than the limit.' },
            },
          ],
        },
      }),
    );

    const answer = await logs.ask(question);

    expect(answer.rows).toEqual([{ a: 1 }]);
    expect(answer.partial).toEqual({ reason: 'The result is larger than the limit.' });
  });

  it.each([
    [401, { error: { code: 'AuthenticationFailed', message: 'x' } }, 'logs_unauthorized', false],
    [
      403,
      { error: { code: 'InvalidAuthenticationTokenAudience', message: 'x' } },
      'logs_unauthorized',
      false,
    ],
    [403, { error: { code: 'InsufficientAccessError', message: 'x' } }, 'logs_forbidden', false],
    [404, { error: { code: 'PathNotFoundError', message: 'x' } }, 'logs_not_found', false],
    [408, {}, 'logs_timeout', true],
    [413, {}, 'logs_query_refused', false],
    [418, {}, 'logs_unreadable', false],
    [500, { error: { code: 'InternalServerError', message: 'x' } }, 'logs_unavailable', true],
    [504, { error: { code: 'GatewayTimeout', message: 'x' } }, 'logs_timeout', true],
  ])('calls status %s with %j %s', async (status, body, code, retryable) => {
    const logs = await serve((res) => replyJson(res, status, body));

    await expect(logs.ask(question)).rejects.toMatchObject({ name: 'AppError', code, retryable });
    expect(server?.seen).toHaveLength(1);
  });

  it.each([
    ['7', 7],
    [new Date(Date.now() + 60_500).toUTCString(), expect.closeTo(60, -1)],
    ['soon', undefined],
  ])(
    'passes on the Retry-After %s of a throttled query without waiting',
    async (header, seconds) => {
      const logs = await serve((res) => replyJson(res, 429, {}, { 'retry-after': header }));

      await expect(logs.ask(question)).rejects.toMatchObject({
        code: 'logs_throttled',
        retryable: true,
        retryAfterSeconds: seconds,
      });
      expect(server?.seen).toHaveLength(1);
    },
  );

  it('knows a workspace that no log was ever routed to', async () => {
    const said =
      "'where' operator: Failed to resolve table or column expression named 'AzureDiagnostics'";
    const logs = await serve((res) => replyJson(res, 400, refusal(said)));

    await expect(logs.ask(question)).rejects.toMatchObject({ code: 'logs_table_missing' });
  });

  it.each([
    "'where' operator: Failed to resolve table or column expression named 'NoSuchTable'",
    "'where' operator: Failed to resolve scalar expression named 'Foo'",
  ])('says why a query is refused: %s', async (said) => {
    const logs = await serve((res) => replyJson(res, 400, refusal(said)));

    await expect(logs.ask(question)).rejects.toMatchObject({
      code: 'logs_query_refused',
      message: `Log Analytics refused the query: ${said}`,
    });
  });

  it('says what there is when the service gives no reason', async () => {
    const long = { error: { code: 'BadArgumentError', message: `${'x'.repeat(400)}\nmore` } };
    const logs = await serve((res) => replyJson(res, 400, long));

    await expect(logs.ask(question)).rejects.toMatchObject({
      code: 'logs_query_refused',
      message: expect.stringMatching(/x{299}…$/),
    });
  });

  it.each([
    ['an empty 200', 200, '', 'logs_unreadable'],
    ['an empty 204', 204, '', 'logs_table_missing'],
    ['something else than JSON', 200, '<html>hello</html>', 'logs_unreadable'],
    ['JSON that is no result', 200, '{"hello":1}', 'logs_unreadable'],
  ])('does not take %s for "no rows"', async (_, status, body, code) => {
    const logs = await serve((res) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(body);
    });

    await expect(logs.ask(question)).rejects.toMatchObject({ name: 'AppError', code });
  });

  it('says so when the columns are not those of the question', async () => {
    const table = { name: 'PrimaryResult', columns: [{ name: 'a', type: 'long' }], rows: [[1]] };
    const logs = await serve((res) => replyJson(res, 200, { tables: [table] }));
    const readRow = () => {
      throw new Error('b is missing');
    };

    await expect(logs.ask({ ...question, readRow })).rejects.toMatchObject({
      code: 'logs_unreadable',
      message: expect.stringContaining('some-question'),
    });
  });

  it('tries once more when a gateway stumbles', async () => {
    const logs = await serve((res, _, count) =>
      count === 1 ? replyJson(res, 503, {}) : replyJson(res, 200, nothing),
    );

    await expect(logs.ask(question)).resolves.toMatchObject({ rows: [] });
    expect(server?.seen).toHaveLength(2);
  });

  it('tries once more when the connection is cut, and then gives up', async () => {
    const logs = await serve((res) => {
      res.destroy();
    });

    await expect(logs.ask(question)).rejects.toMatchObject({
      code: 'logs_unreachable',
      retryable: true,
    });
    expect(server?.seen).toHaveLength(2);
  });

  it('leaves a service alone that says when to come back', async () => {
    const logs = await serve((res) => replyJson(res, 503, {}, { 'retry-after': '9' }));

    await expect(logs.ask(question)).rejects.toMatchObject({
      code: 'logs_unavailable',
      retryAfterSeconds: 9,
    });
    expect(server?.seen).toHaveLength(1);
  });

  it('gives up on a service that never answers', async () => {
    const logs = await serve(() => {}, { patienceMs: 50 });

    await expect(logs.ask(question)).rejects.toMatchObject({ code: 'logs_timeout' });
  });

  it('stops when the asker does', async () => {
    const giveUp = new AbortController();
    const logs = await serve(() => giveUp.abort());

    await expect(logs.ask(question, giveUp.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says so when nothing listens', async () => {
    const logs = createLogAnalytics({
      workspaceId: 'w',
      credential: undefined,
      localOrigin: await closedOrigin(),
      serverTimeoutSeconds: 30,
      log: quietLog(),
    });

    await expect(logs.ask(question)).rejects.toMatchObject({
      code: 'logs_unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('asks identical questions that meet only once', async () => {
    const logs = await serve((res) => replyJson(res, 200, nothing));

    await Promise.all([logs.ask(question), logs.ask(question)]);
    await logs.ask(question);

    expect(server?.seen).toHaveLength(2);
  });

  it('asks in the order of the budget, and lets a person who joins pull a question forward', async () => {
    const limits = { running: 1, runningForPeople: 0, starts: 99, startsForPeople: 0 };
    const budget = createQueryBudget({
      clock: steppedClock(),
      limits: { ...limits, periodMs: 30_000, longestWaitSeconds: 180 },
    });
    const asked: string[] = [];
    let answerFirst = () => {};
    const logs = await serve(
      (res, request, count) => {
        asked.push(JSON.parse(request.body).query);
        const answer = () => replyJson(res, 200, nothing);
        if (count === 1) answerFirst = answer;
        else answer();
      },
      { budget },
    );
    const places: string[] = [];
    const ask = (kql: string, priority: 'person' | 'background') =>
      logs.ask({
        ...question,
        kql,
        priority,
        onQueued: (position, seconds) => places.push(`${kql} ${priority} ${position} ${seconds}`),
      });

    const first = ask('first', 'background');
    const others = [ask('second', 'background'), ask('third', 'background')];
    const joined = ask('third', 'person');
    const before = [...places];
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    answerFirst();
    await Promise.all([first, joined, ...others]);

    expect(asked).toEqual(['first', 'third', 'second']);
    expect(before).toEqual([
      'second background 1 1',
      'second background 1 1',
      'third background 2 2',
      'third background 1 1',
      'third person 1 1',
      'second background 2 2',
    ]);
  });

  it('rests after a throttling instead of asking on', async () => {
    const clock = steppedClock();
    const logs = await serve(
      (res, _, count) =>
        count === 1
          ? replyJson(res, 429, {}, { 'retry-after': '40' })
          : replyJson(res, 200, nothing),
      { budget: createQueryBudget({ clock }) },
    );
    await expect(logs.ask(question)).rejects.toMatchObject({ code: 'logs_throttled' });
    const seconds: number[] = [];

    const second = logs.ask({ ...question, onQueued: (_, left) => seconds.push(left) });
    await clock.step(39_999);
    const during = server?.seen.length;
    await clock.step(1);
    await second;

    expect(during).toBe(1);
    expect(seconds).toEqual([40]);
    expect(server?.seen).toHaveLength(2);
  });

  it.each([
    [
      'AzureDiagnostics | where location_s == "AzureDiagnostics" // AzureDiagnostics',
      '(AzureDiagnostics | extend location_s = column_ifexists("location_s", "")) | where location_s == "AzureDiagnostics" // AzureDiagnostics',
    ],
    [
      "let a = @'\\'; union AzureDiagnostics, OldAzureDiagnostics | where a == 'x\\'AzureDiagnostics'",
      "let a = @'\\'; union (AzureDiagnostics | extend location_s = column_ifexists(\"location_s\", \"\")), OldAzureDiagnostics | where a == 'x\\'AzureDiagnostics'",
    ],
  ])('adds a column the workspace does not have to the table only: %s', async (kql, sent) => {
    const said = "'where' operator: Failed to resolve scalar expression named 'location_s'";
    const logs = await serve((res, _, count) =>
      count === 1 ? replyJson(res, 400, refusal(said)) : replyJson(res, 200, nothing),
    );

    const answer = await logs.ask({ ...question, kql });

    expect(JSON.parse(server?.seen[1]?.body ?? '').query).toBe(sent);
    expect(answer.partial?.reason).toContain('no column location_s');
  });

  it('says all columns that are missing, beside what else was', async () => {
    const said = ['location_s', 'ResultType'].map(
      (name) => `Failed to resolve column or scalar expression named '${name}'`,
    );
    const logs = await serve((res, _, count) => {
      const words = said[count - 1];
      if (words) replyJson(res, 400, refusal(words));
      else replyJson(res, 200, { ...nothing, error: { code: 'PartialError', message: 'Half.' } });
    });

    const answer = await logs.ask({ ...question, kql: 'AzureDiagnostics' });

    expect(answer.partial?.reason).toBe(
      'Half. The workspace has no columns location_s, ResultType: whatever depends on them is empty.',
    );
  });

  it('gives up on a column that stays unknown', async () => {
    const said = "Failed to resolve scalar expression named 'location_s'";
    const logs = await serve((res) => replyJson(res, 400, refusal(said)));

    await expect(logs.ask(question)).rejects.toMatchObject({ code: 'logs_query_refused' });
    expect(server?.seen).toHaveLength(2);
  });

  it('tells a credential that cannot sign in from a service that cannot be reached', async () => {
    const error = Object.assign(new Error('no identity here'), {
      name: 'CredentialUnavailableError',
    });
    const logs = createLogAnalytics({
      workspaceId: 'w',
      credential: { getToken: () => Promise.reject(error) },
      serverTimeoutSeconds: 30,
      log: quietLog(),
    });

    await expect(logs.ask(question)).rejects.toMatchObject({ code: 'logs_unauthorized' });
  });

  it('never shows a real credential to a local stand-in', async () => {
    const getToken = jest.fn();
    server = await openCannedServer((res) => replyJson(res, 200, nothing));
    const logs = createLogAnalytics({
      workspaceId: 'w',
      credential: { getToken },
      localOrigin: server.origin,
      serverTimeoutSeconds: 30,
      log: quietLog(),
    });

    await logs.ask(question);

    expect(getToken).not.toHaveBeenCalled();
  });

  it.each([
    'http://10.0.0.1:3979',
    'http://localhost.example.com',
    'https://127.0.0.1:3979',
    'nonsense',
  ])('refuses the local origin %s', (localOrigin) => {
    const options = { workspaceId: 'w', credential: undefined, serverTimeoutSeconds: 30 };

    expect(() => createLogAnalytics({ ...options, localOrigin, log: quietLog() })).toThrow(
      expect.objectContaining({ code: 'local_origin_invalid' }),
    );
  });

  it('refuses to start without any way to sign in', () => {
    const options = { workspaceId: 'w', credential: undefined, serverTimeoutSeconds: 30 };

    expect(() => createLogAnalytics({ ...options, log: quietLog() })).toThrow(
      expect.objectContaining({ code: 'credential_missing' }),
    );
  });
});
