import type { Alert } from '../../../src/ports/alert';
import type { Incident } from '../../../src/ports/incident-book';
import { alert, resolvedAlert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { at, type OpenBench, takeAsk } from './store-bench';

export function describeIncidentBook(name: string, open: OpenBench): void {
  describe(`${name} as an IncidentBook`, () => {
    it('opens one incident for a firing, however often it is recorded', async () => {
      const bench = await open();
      const first = await bench.store.incidentBook.recordFiring(alert());

      const { incidentBook } = await bench.reopen();
      const second = await incidentBook.recordFiring(alert());

      expect(first).toMatchObject({
        alert: alert(),
        resolvedAt: undefined,
        asks: 0,
        history: [{ at: at('03:14:00'), what: 'fired' }],
      });
      expect(second).toEqual(first);
      expect(await incidentBook.find(first.key)).toEqual(first);
    });

    it('marks later firings of the same alert id as fired again, and counts them', async () => {
      const bench = await open();
      const { incidentBook } = bench.store;
      const first = await incidentBook.recordFiring(alert());
      await incidentBook.recordFiring(alert({ firedAt: at('04:00:00') }));

      const later = await incidentBook.recordFiring(alert({ firedAt: at('05:00:00') }));
      const kept = await (await bench.reopen()).incidentBook.find(later.key);

      const again = { times: 3, firstAt: at('03:14:00') };
      expect(later.key).not.toBe(first.key);
      expect(later.history).toEqual([{ at: at('05:00:00'), what: 'fired_again', again }]);
      expect(kept).toEqual(later);
    });

    it('keeps what an answer is to be compared with', async () => {
      const bench = await open();
      const { key } = await bench.store.incidentBook.recordFiring(alert());
      const taken = await takeAsk(bench.store, at('03:14:00'));
      const { cause, devicesAffected, stillAway, disconnects } = hubSummary();
      const found = { cause, devicesAffected, stillAway, disconnects };
      const event = { at: at('03:15:00'), what: 'answered' as const, found };

      await bench.store.incidentBook.recordAnswer(taken, {
        summary: hubSummary(),
        askAgainAt: undefined,
        event,
      });
      const incident = await (await bench.reopen()).incidentBook.find(key);

      expect(incident?.history.at(-1)).toEqual(event);
    });

    it('keeps summary and dates exactly over a restart', async () => {
      const bench = await open();
      const { key } = await bench.store.incidentBook.recordFiring(alert());
      const taken = await takeAsk(bench.store, at('03:14:00'));
      await bench.store.incidentBook.recordAnswer(taken, {
        summary: hubSummary(),
        askAgainAt: undefined,
      });

      const { incidentBook } = await bench.reopen();
      const incident = await incidentBook.find(key);

      expect(incident).toMatchObject({ asks: 1, failure: undefined, askAgainAt: undefined });
      expect(incident?.summary).toEqual(hubSummary());
    });

    it('keeps a failure until an answer comes, and an answer through a later failure', async () => {
      const { store } = await open();
      await store.incidentBook.recordFiring(alert());
      const taken = await takeAsk(store, at('03:14:00'));
      const failure = { code: 'logs_timeout', message: 'Too slow', retryAfterSeconds: undefined };

      const failed = await store.incidentBook.recordAnswer(taken, {
        failure,
        askAgainAt: at('03:16:00'),
      });
      const answered = await store.incidentBook.recordAnswer(taken, {
        summary: hubSummary(),
        askAgainAt: undefined,
      });
      const failedAgain = await store.incidentBook.recordAnswer(taken, {
        failure,
        askAgainAt: undefined,
      });

      expect(failed).toMatchObject({ failure, askAgainAt: at('03:16:00'), asks: 1 });
      expect(answered).toMatchObject({ failure: undefined, askAgainAt: undefined, asks: 2 });
      expect(failedAgain?.summary).toEqual(hubSummary());
    });

    it('grows the version with every change', async () => {
      const { store } = await open();
      const opened = await store.incidentBook.recordFiring(alert());
      const taken = await takeAsk(store, at('03:14:00'));

      const answered = await store.incidentBook.recordAnswer(taken, {
        summary: hubSummary(),
        askAgainAt: undefined,
      });
      const [resolved] = await store.incidentBook.recordResolve(resolvedAlert(), at('03:31:00'));

      const versions = [opened, answered, resolved].map((incident) => incident?.version ?? 0);
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
      expect(new Set(versions).size).toBe(3);
    });

    it('resolves the firing it belongs to, once, after a restart too', async () => {
      const bench = await open();
      const fired = await bench.store.incidentBook.recordFiring(alert());

      const { incidentBook } = await bench.reopen();
      const first = await incidentBook.recordResolve(resolvedAlert(), at('03:31:00'));
      const second = await incidentBook.recordResolve(resolvedAlert(), at('03:31:00'));

      expect(first).toEqual([
        {
          ...fired,
          alertEndedAt: at('03:31:00'),
          resolvedAt: at('03:31:00'),
          history: [...fired.history, { at: at('03:31:00'), what: 'resolved' }],
          version: fired.version + 1,
        },
      ]);
      expect(second).toEqual(first);
    });

    it('resolves every open firing of that alert id up to then, and no later one', async () => {
      const { store } = await open();
      const first = await store.incidentBook.recordFiring(alert());
      const second = await store.incidentBook.recordFiring(alert({ firedAt: at('03:50:00') }));
      const later = await store.incidentBook.recordFiring(alert({ firedAt: at('04:40:00') }));
      const other = await store.incidentBook.recordFiring(lonely('alert-2'));

      const ended = await store.incidentBook.recordResolve(resolvedAlert(), at('03:51:00'));

      expect(keysOf(ended)).toEqual([first.key, second.key]);
      expect((await store.incidentBook.find(later.key))?.resolvedAt).toBeUndefined();
      expect((await store.incidentBook.find(other.key))?.resolvedAt).toBeUndefined();
    });

    it('resolves the newest open firing when none fits the time', async () => {
      const { store } = await open();
      const early = await store.incidentBook.recordFiring(alert());
      await store.incidentBook.recordResolve(resolvedAlert(), at('03:31:00'));
      const newest = await store.incidentBook.recordFiring(alert({ firedAt: at('04:00:00') }));
      const resolve = resolvedAlert({ firedAt: at('03:59:59') });

      const ended = await store.incidentBook.recordResolve(resolve, at('03:59:59'));

      expect(keysOf(ended)).toEqual([newest.key]);
      expect((await store.incidentBook.find(early.key))?.resolvedAt).toEqual(at('03:31:00'));
    });

    it('opens a resolved incident when no firing was seen', async () => {
      const { store } = await open();

      const ended = await store.incidentBook.recordResolve(resolvedAlert(), at('03:31:00'));

      expect(ended).toEqual([
        expect.objectContaining({
          alert: resolvedAlert(),
          resolvedAt: at('03:31:00'),
          history: [{ at: at('03:31:00'), what: 'resolved' }],
        }),
      ]);
    });

    it.each([
      ['that said when it had fired', resolvedAlert()],
      ['that did not say when it had fired', resolvedAlert({ firedAt: at('03:31:00') })],
    ])('joins a firing to the resolve %s and came first', async (_what, resolve) => {
      const { store } = await open();
      const [early] = await store.incidentBook.recordResolve(resolve, at('03:31:00'));

      const fired = await store.incidentBook.recordFiring(alert());
      const again = await store.incidentBook.recordFiring(alert());

      expect(fired).toMatchObject({
        key: early?.key,
        alert: alert(),
        resolvedAt: at('03:31:00'),
        history: [
          { at: at('03:14:00'), what: 'fired' },
          { at: at('03:31:00'), what: 'resolved' },
        ],
      });
      expect(again).toEqual(fired);
    });

    it('says that an incident is not known', async () => {
      const { store } = await open();

      const answers = [
        await store.incidentBook.find('nothing'),
        await store.incidentBook.recordAnswer(
          { incident: { key: 'nothing' }, attempt: 1 },
          { summary: hubSummary(), askAgainAt: undefined },
        ),
        await store.incidentBook.recordBack('nothing', [], at('03:31:00')),
        await store.incidentBook.acknowledge('nothing', { id: 'a', name: 'Ann' }, at('03:31:00')),
      ];

      expect(answers).toEqual([undefined, undefined, undefined, undefined]);
    });
  });
}

/** About no hub: nothing joins it. */
function lonely(id: string): Alert {
  return alert({ id, hub: undefined, hubs: [], hubCertainty: 'none' });
}

function keysOf(incidents: Incident[]): string[] {
  return incidents.map(({ key }) => key);
}
