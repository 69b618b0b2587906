import { openStore, type Store } from '../../../../src/adapters/store/open-store';
import { createSender } from '../../../../src/incidents/delivery/send';
import {
  createRefusalDrawer,
  createRefusalTeller,
} from '../../../../src/incidents/delivery/tell-refusals';
import { keepRefusal } from '../../../../src/incidents/keep-refusal';
import type { RefusalBook } from '../../../../src/ports/refusal-book';
import { reportRefusedAlerts } from '../../../../src/reports/report-refused-alerts';
import { AppError } from '../../../../src/shared/app-error';
import { type HandClock, handClock } from '../../../support/hand-clock';
import { type RecordedChannel, recordedChannel } from '../../../support/recorded-channel';
import { recordedLog } from '../../../support/recorded-log';
import { refusal } from '../../../support/refusals';
import { conversation, wideLimits } from '../../../support/sends';

let store: Store;
let clock: HandClock;
let teams: RecordedChannel;
let recorded: ReturnType<typeof recordedLog>;

beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  clock = handClock(at('03:15:00'));
  teams = recordedChannel();
  recorded = recordedLog();
  await store.routeBook.add(routeTo('ops'));
});

afterEach(() => store.close());

/** A teller and a sender that know nothing of earlier ones, as after a restart. */
async function tell(refusals: RefusalBook = store.refusalBook): Promise<void> {
  const deps = {
    refusals,
    outbox: store.outbox,
    routes: store.routeBook,
    channels: [teams],
    clock,
    log: recorded.log,
  };
  await createRefusalTeller(deps).tick();
  await createSender({
    ...deps,
    drawers: [createRefusalDrawer({ refusals, drawRefusals: reportRefusedAlerts })],
    describe: async () => undefined,
    limits: wideLimits,
    random: () => 0.5,
  }).tick();
}

function routeTo(id: string) {
  return { conversation: conversation(id), createdBy: 'Ann', createdAt: at('03:00:00') };
}

function at(time: string): Date {
  return new Date(`2026-03-01T${time}Z`);
}

async function refuse(parts: Parameters<typeof refusal>[0] = {}): Promise<void> {
  await store.refusalBook.keep(refusal({ receivedAt: clock.now(), ...parts }));
}

describe('refused alerts', () => {
  it('are told in every subscribed conversation', async () => {
    await store.routeBook.add(routeTo('plant'));
    await refuse();

    await tell();

    expect(teams.messages.map(({ conversation }) => conversation).sort()).toEqual(['ops', 'plant']);
    expect(teams.only('ops').reports).toEqual([
      expect.objectContaining({
        kind: 'problem',
        happened: expect.stringContaining(
          '400 alert_invalid, once: data.essentials.firedDateTime: is missing or empty.',
        ),
      }),
    ]);
  });

  it('of one sender are one card in ten minutes, which counts them, over restarts too', async () => {
    await refuse();
    await tell();
    for (let i = 0; i < 20; i++) {
      clock.advance(25);
      await refuse();
      await tell();
    }
    const messages = teams.messages.length;
    clock.advance(100);

    await refuse();
    await tell();

    const [first] = teams.messages;
    expect(messages).toBe(1);
    expect(first?.reports.at(-1)?.headline.text).toBe('21 alerts could not be taken');
    expect(teams.messages).toHaveLength(2);
  });

  it('of two senders are two cards', async () => {
    await refuse();
    await refuse({ sender: 'webhook key 2' });

    await tell();

    expect(teams.messages).toHaveLength(2);
  });

  it('are told once when two ticks come at the same moment', async () => {
    await refuse();

    await Promise.all([tell(), tell(), tell()]);

    expect(teams.only('ops').reports).toHaveLength(1);
  });

  it('are told when the chat works again', async () => {
    await refuse();
    teams.beforeCall = () => {
      throw new AppError('chat_unreachable', 'No connection', { retryable: true });
    };
    await tell();
    teams.beforeCall = () => undefined;
    clock.advance(10);

    await tell();

    expect(teams.messages).toHaveLength(1);
  });

  it('are given up after a day, and told when more come', async () => {
    await refuse();
    teams.beforeCall = () => {
      throw new AppError('chat_unreachable', 'No connection', { retryable: true });
    };
    await tell();
    clock.advance(24 * 3600 + 1);
    await tell();
    teams.beforeCall = () => undefined;
    await tell();
    const given = teams.messages.length;

    await refuse();
    await tell();

    expect(given).toBe(0);
    expect(teams.messages).toHaveLength(1);
  });

  it('that nobody is subscribed to are in the log', async () => {
    await store.routeBook.remove({ channel: 'teams', id: 'ops' });
    await refuse();

    await tell();

    expect(recorded.lines().join()).toContain('refused alerts told');
  });

  it('wait when the store fails', async () => {
    await tell({
      ...store.refusalBook,
      takeDueNotice: () => Promise.reject(new Error('locked')),
    });

    expect(recorded.lines().join()).toContain('cannot be told');
  });
});

describe('keepRefusal', () => {
  it('keeps no secret of any field, however long the text', async () => {
    const deps = {
      refusals: store.refusalBook,
      clock,
      secrets: ['known-canary-0001'],
    };
    const { receivedAt: _at, ...refused } = refusal({
      message: 'found "known-canary-0001"',
      origin: '127.0.0.1, agent known-canary-0001',
      body: `{"authorization": "Bearer canary", "note": "known-canary-0001${'x'.repeat(70_000)}`,
    });

    await keepRefusal(refused, deps);

    const [kept] = await store.refusalBook.list(1);
    expect(JSON.stringify(kept)).not.toContain('canary');
    expect(kept?.body).toHaveLength(65_536);
    expect(kept?.receivedAt).toEqual(at('03:15:00'));
  });
});

describe('the card of refused alerts', () => {
  it('says what was wrong, how often, and what to do for each kind', () => {
    const mistake = { ...refusal(), count: 3, latestAt: at('03:16:00') };

    const report = reportRefusedAlerts(
      {
        key: 'k',
        sender: 'webhook key 1',
        openedAt: at('03:15:00'),
        refused: 4,
        mistakes: [
          mistake,
          { ...mistake, status: 413, code: 'body_too_large', message: 'too large', count: 1 },
        ],
      },
      at('03:14:00'),
    );

    expect(report.headline.text).toBe('4 alerts could not be taken');
    expect(report.happened).toBe(
      'Since 2026-03-01 03:15 UTC, 4 deliveries of webhook key 1 had to be refused. 400 alert_invalid, 3 times: data.essentials.firedDateTime: is missing or empty. 413 body_too_large, once: too large. Sent from 20.38.99.1, IcMBroadcaster/1.0.',
    );
    expect(report.means).toContain('may repeat the card of 2026-03-01 03:14 UTC');
    expect(report.steps.map(({ text }) => text)).toEqual([
      'Correct what the message above names.',
      'Send at most 1 MB.',
      'Look at what fired since 2026-03-01 03:15 UTC.',
    ]);
  });

  it.each([
    ['device events', ['events_invalid'], '4 deliveries of device events', 'device events'],
    [
      'a handshake',
      ['topic_unexpected', 'body_malformed'],
      '4 deliveries of device events',
      'away',
    ],
    ['what nobody could read', ['body_malformed'], '4 deliveries', 'what these were about'],
    ['both', ['alert_invalid', 'batch_too_large'], '4 deliveries', 'what these were about'],
  ])('calls %s what it was', (_what, codes, title, means) => {
    const mistakes = codes.map((code) => ({
      ...refusal({ code }),
      count: 1,
      latestAt: at('03:16:00'),
    }));

    const report = reportRefusedAlerts(
      { key: 'k', sender: 'webhook key 1', openedAt: at('03:15:00'), refused: 4, mistakes },
      undefined,
    );

    expect(report.headline.text).toBe(`${title} could not be taken`);
    expect(report.spoken).toContain(title);
    expect(`${report.headline.text} ${report.means}`).toContain(means);
    expect(JSON.stringify(report)).not.toContain('these alerts');
  });

  it('has room for how to find what was lost, whatever was wrong', () => {
    const codes = ['body_malformed', 'events_invalid', 'body_too_large', 'batch_too_large'];
    const mistakes = codes.map((code) => ({
      ...refusal({ code }),
      count: 1,
      latestAt: at('03:16:00'),
    }));

    const { steps } = reportRefusedAlerts(
      { key: 'k', sender: 'webhook key 1', openedAt: at('03:15:00'), refused: 4, mistakes },
      undefined,
    );

    expect(steps).toHaveLength(3);
    expect(steps.at(-1)?.text).toBe('Ask for the summary since 2026-03-01 03:15 UTC.');
  });
});
