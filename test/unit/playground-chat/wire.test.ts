import { activityTitle } from '../../../src/playground/chat/activity-title';
import {
  createWireLog,
  type WireDetail,
  type WireEntry,
} from '../../../src/playground/chat/wire-log';
import { AppError } from '../../../src/shared/app-error';
import { type FakeAzure, startFakeAzure } from '../../support/fake-azure';
import { callJson, type FakeBot, startFakeBot } from '../../support/fake-bot';
import { card } from './open-chat';

const now = () => new Date('2026-01-02T03:04:05Z');

describe('the wire log', () => {
  it('keeps what was sent and what came back, newest first', async () => {
    const wire = createWireLog({ now });

    await wire.follow({ kind: 'alert', title: 'one', sent: { a: 1 } }, () => 202);
    await wire.follow({ kind: 'to-bot', title: 'two', sent: {} }, () => ({
      status: 200,
      body: { b: 2 },
    }));

    const [newest, oldest] = wire.list();
    expect(newest).toMatchObject({ title: 'two', outcome: '200', isFailure: false });
    expect(oldest).toMatchObject({ at: '2026-01-02T03:04:05.000Z', title: 'one', outcome: '202' });
    expect(wire.find(newest?.id ?? '')?.received).toBe('{\n  "b": 2\n}');
    expect(wire.find(oldest?.id ?? '')).not.toHaveProperty('received', expect.anything());
  });

  it('writes down a failure with its words and lets it go on', async () => {
    const wire = createWireLog({ now });
    const fail = () => {
      throw new AppError('bot_silent', 'The bot did not answer.');
    };

    await expect(wire.follow({ kind: 'to-bot', title: 'x', sent: {} }, fail)).rejects.toThrow();

    expect(wire.list()).toMatchObject([{ outcome: 'The bot did not answer.', isFailure: true }]);
  });

  it('covers secrets', async () => {
    const wire = createWireLog({ now });

    await wire.follow({ kind: 'alert', title: 'x', sent: { password: 'abc' } }, () => 200);

    expect(wire.find(wire.list()[0]?.id ?? '')?.sent).not.toContain('abc');
  });

  it('is bounded in number and in size', async () => {
    const few = createWireLog({ now }, { entries: 2, characters: 1_000_000 });
    const small = createWireLog({ now }, { entries: 100, characters: 100 });
    for (const title of ['1', '2', '3']) {
      const about = { kind: 'alert', title, sent: 'x'.repeat(45) } as const;
      await few.follow(about, () => 200);
      await small.follow(about, () => 200);
    }

    expect(few.list().map(({ title }) => title)).toEqual(['3', '2']);
    expect(small.list().map(({ title }) => title)).toEqual(['3', '2']);
  });

  it('shortens a very long body and says by how much', async () => {
    const wire = createWireLog({ now });

    await wire.follow({ kind: 'alert', title: 'x', sent: 'y'.repeat(70_000) }, () => 200);

    expect(wire.find(wire.list()[0]?.id ?? '')?.sent).toMatch(/and 10002 more characters$/);
  });
});

describe('activityTitle', () => {
  it.each([
    [{ type: 'message', text: 'why  did\nit drop' }, 'message: why did it drop'],
    [{ type: 'invoke', name: 'adaptiveCard/action' }, 'invoke: adaptiveCard/action'],
    [
      { type: 'message', attachments: [{ content: { fallbackText: 'Firing' } }] },
      'message: Firing',
    ],
    [{ type: 'message', value: { verb: 'note' } }, 'message: note'],
    [{ type: 'typing' }, 'typing'],
    [{ type: 7, attachments: [null] }, 'activity'],
    [undefined, 'activity'],
  ])('of %j is "%s"', (activity, title) => {
    expect(activityTitle(activity)).toBe(title);
  });
});

describe('the wire over HTTP', () => {
  let bot: FakeBot;
  let azure: FakeAzure;

  beforeEach(async () => {
    azure = await startFakeAzure();
    bot = await startFakeBot({ azureOrigin: () => azure.origin });
  });

  afterEach(async () => {
    await bot.close();
    await azure.close();
  });

  const list = async () => {
    const { body } = await callJson('GET', `${bot.origin}/local/chat/wire`);
    return body as { entries: WireEntry[]; note?: string };
  };
  const read = async (id: string) =>
    (await callJson('GET', `${bot.origin}/local/chat/wire/${id}`)).body as unknown as WireDetail;

  it('tells activities of both directions, with their bodies', async () => {
    const opened = await callJson('POST', `${bot.origin}/local/chat/conversations`, {});
    const path = `/${opened.body.conversation}/activities`;
    await bot.connector('POST', path, card('hello'));
    await bot.connector('PUT', `${path}/1`, card('hello'));

    const { entries } = await list();

    expect(entries.map(({ kind, title, outcome }) => [kind, title, outcome])).toEqual([
      ['from-bot', 'update of message', 'This message was deleted or never existed.'],
      ['from-bot', 'message', '201'],
      ['to-bot', 'conversationUpdate', '200'],
    ]);
    expect((await read(entries[1]?.id ?? '')).sent).toContain('"hello"');
  });

  it('tells the queries of the local Azure among them', async () => {
    azure.queries = [
      {
        id: 4,
        at: '2126-01-01T00:00:00.000Z',
        query: '// Which devices dropped?\nAzureDiagnostics\n| count',
        from: '2026-01-01T02:00:00.000Z',
        to: '2026-01-01T03:30:00.000Z',
        rows: 1,
        ms: 12,
      },
      { id: 3, at: '2025-01-01T00:00:00.000Z', query: 'Nothing', ms: 1, error: 'No such table' },
    ];
    await callJson('POST', `${bot.origin}/local/chat/conversations`, {});

    const { entries } = await list();

    expect(entries.map(({ kind }) => kind)).toEqual(['query', 'to-bot', 'query']);
    expect(entries[0]).toEqual({
      id: 'query-4',
      at: '2126-01-01T00:00:00.000Z',
      kind: 'query',
      title: 'Which devices dropped? · 2026-01-01 02:00 to 03:30 UTC',
      outcome: '1 row',
      isFailure: false,
      ms: 12,
    });
    expect(entries[2]).toMatchObject({
      title: 'Nothing',
      outcome: 'No such table',
      isFailure: true,
    });
    expect((await read('query-4')).sent).toContain('| count');
  });

  it('tells the calls to Azure among them', async () => {
    const about = { at: '2126-01-01T00:00:00.000Z', method: 'GET', ms: 7 };
    const path = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Devices/IotHubs/my-hub';
    azure.calls = [
      { id: 9, ...about, host: 'my-hub.azure-devices.net', path: '/twins/pump-1?api-version=1' },
      { id: 8, ...about, host: 'management.azure.com', path: `${path}?api-version=1`, status: 403 },
      { id: 7, ...about, host: 'management.azure.com', path: `//${path.slice(1)}/x`, status: 200 },
    ];

    const { entries } = await list();

    expect(entries).toMatchObject([
      {
        id: 'call-9',
        kind: 'call',
        title: 'GET twins/pump-1',
        outcome: 'the connection was cut',
        isFailure: true,
        ms: 7,
      },
      { id: 'call-8', title: 'GET my-hub', outcome: '403', isFailure: true },
      { id: 'call-7', title: 'GET my-hub/x', outcome: '200', isFailure: false },
    ]);
    expect((await read('call-8')).sent).toBe(
      `GET https://management.azure.com${path}?api-version=1`,
    );
  });

  it('still tells the rest when the queries cannot be had, and why', async () => {
    await callJson('POST', `${bot.origin}/local/chat/conversations`, {});
    azure.status = 500;
    const refused = await list();
    await azure.close();
    const gone = await list();

    expect(refused.entries).toHaveLength(1);
    expect(refused.note).toBe('Queries are missing here. /local/queries answered 500: no');
    expect(gone.note).toBe('Queries are missing here. The local Azure cannot be reached.');
  });

  it('says that an entry is gone', async () => {
    const answers = await Promise.all(
      ['wire-99', 'query-99'].map((id) => callJson('GET', `${bot.origin}/local/chat/wire/${id}`)),
    );

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  it('lists, switches on and switches off the faults of the local Azure', async () => {
    const url = `${bot.origin}/local/chat/faults`;

    const before = await callJson('GET', url);
    const on = await callJson('POST', url, { fault: '403', seconds: 120 });
    const off = await callJson('DELETE', url);

    expect(before.body.active).toEqual([]);
    expect(on.body.active).toEqual([{ fault: '403', until: '2126-01-01T00:02:00Z' }]);
    expect(off.body.active).toEqual([]);
    expect(azure.orders).toEqual([{ fault: '403', seconds: 120 }]);
    expect((await list()).entries.map(({ kind, title }) => [kind, title])).toEqual([
      ['fault', 'all faults off'],
      ['fault', 'fault 403 for 120 s'],
    ]);
  });

  it('knows no faults where the local Azure has no switches', async () => {
    azure.status = 404;
    const url = `${bot.origin}/local/chat/faults`;

    const [listed, ordered] = [
      await callJson('GET', url),
      await callJson('POST', url, { fault: 'x' }),
    ];

    expect(listed).toMatchObject({ status: 200, body: { faults: [], active: [] } });
    expect(ordered).toMatchObject({ status: 404, body: { error: { code: 'faults_unknown' } } });
  });

  it('refuses a fault without a name', async () => {
    const { status, body } = await callJson('POST', `${bot.origin}/local/chat/faults`, {});

    expect([status, body.error]).toMatchObject([400, { message: 'fault: must be text' }]);
  });

  it('passes on why the local Azure refuses', async () => {
    azure.status = 400;

    const { status, body } = await callJson('POST', `${bot.origin}/local/chat/faults`, {
      fault: 'x',
    });

    expect([status, body.error]).toMatchObject([
      502,
      { message: '/local/faults answered 400: no' },
    ]);
  });
});
