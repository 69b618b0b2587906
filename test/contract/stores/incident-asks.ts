import type { Hub } from '../../../src/ports/hub';
import { alert } from '../../support/alerts';
import { deviceAlert, gone } from '../../support/gone-devices';
import { hubSummary } from '../../support/hub-summaries';
import { at, type OpenBench, takeAsk } from './store-bench';

const minute = 60_000;
const contoso = alert().hub as Hub;
const answer = { summary: hubSummary(), askAgainAt: undefined };

export function describeIncidentAsks(name: string, open: OpenBench): void {
  describe(`${name} as an IncidentBook of what the logs are to be asked`, () => {
    it('gives a new incident into one pair of hands', async () => {
      const { store } = await open();
      const { key } = await store.incidentBook.recordFiring(alert());

      const takes = await Promise.all(
        [1, 2, 3].map(() => store.incidentBook.takeDueAsks(at('03:14:00'), minute, 9)),
      );

      expect(takes.flat().map((taken) => [taken.incident.key, taken.attempt, taken.tries])).toEqual(
        [[key, 1, 0]],
      );
    });

    it('comes back when the lease ends, and the first hands are told', async () => {
      const { store } = await open();
      await store.incidentBook.recordFiring(alert());
      const first = await takeAsk(store, at('03:14:00'));

      const second = await takeAsk(store, at('03:15:00'));
      const lost = [
        await store.incidentBook.recordAnswer(first, answer),
        await store.incidentBook.recordQueued(first, 20),
        await store.incidentBook.finishAsk(first),
      ];

      expect(second.attempt).toBe(2);
      expect(lost).toEqual([undefined, undefined, 'lost']);
      expect(await store.incidentBook.recordAnswer(second, answer)).toMatchObject({ asks: 1 });
    });

    it('does not wait for a plan of a clock that was set back since', async () => {
      const { store } = await open();
      await store.incidentBook.recordFiring(alert());
      const taken = await takeAsk(store, at('12:14:00'));
      await store.incidentBook.recordAnswer(taken, { ...answer, askAgainAt: at('12:17:00') });
      await store.incidentBook.finishAsk(taken);
      const planned = await takeAsk(store, at('03:14:00'));

      const left = await store.incidentBook.takeDueAsks(at('00:10:00'), minute, 9);

      expect(planned.tries).toBe(1);
      expect(left).toHaveLength(1);
    });

    it('asks again when that is planned, and not before', async () => {
      const { store } = await open();
      await store.incidentBook.recordFiring(alert());
      const first = await takeAsk(store, at('03:14:00'));
      await store.incidentBook.recordAnswer(first, { ...answer, askAgainAt: at('03:17:00') });
      await store.incidentBook.finishAsk(first);

      const early = await store.incidentBook.takeDueAsks(at('03:16:59'), minute, 9);
      const again = await takeAsk(store, at('03:17:00'));
      await store.incidentBook.recordAnswer(again, answer);
      await store.incidentBook.finishAsk(again);

      expect(early).toEqual([]);
      expect(again.tries).toBe(1);
      expect(await store.incidentBook.takeDueAsks(at('09:00:00'), minute, 9)).toEqual([]);
    });

    it('that was answered and not finished is taken again', async () => {
      const { store } = await open();
      await store.incidentBook.recordFiring(alert());
      const first = await takeAsk(store, at('03:14:00'));
      await store.incidentBook.recordAnswer(first, answer);

      const again = await takeAsk(store, at('03:15:00'));

      expect(again.incident.asks).toBe(1);
    });

    it('asks about what joined a minute after the last time, also meanwhile', async () => {
      const { store } = await open();
      const how = (time: string) => ({ at: at(time), tell: deviceAlert(contoso) });
      await store.incidentBook.joinDevices(contoso, [gone('a')], how('03:14:00'));
      const first = await takeAsk(store, at('03:14:00'));
      await store.incidentBook.joinDevices(contoso, [gone('b')], how('03:14:10'));
      await store.incidentBook.recordAnswer(first, { ...answer, askAgainAt: at('03:30:00') });
      await store.incidentBook.finishAsk(first);

      const early = await store.incidentBook.takeDueAsks(at('03:14:59'), minute, 9);
      const again = await takeAsk(store, at('03:15:00'));
      await store.incidentBook.finishAsk(again);
      await store.incidentBook.recordFiring(alert({ firedAt: at('03:20:00') }));
      const third = await takeAsk(store, at('03:20:00'));

      expect(early).toEqual([]);
      expect([again.tries, third.tries]).toEqual([1, 0]);
    });

    it('keeps how long the question waits, until it is answered', async () => {
      const { store } = await open();
      await store.incidentBook.recordFiring(alert());
      const taken = await takeAsk(store, at('03:14:00'));

      const waits = await store.incidentBook.recordQueued(taken, 20);
      const answered = await store.incidentBook.recordAnswer(taken, answer);

      expect(waits).toMatchObject({ queuedSeconds: 20 });
      expect(answered).not.toHaveProperty('queuedSeconds');
      expect(await store.incidentBook.find(waits?.key ?? '')).toEqual(answered);
    });

    it('is acknowledged once, by whoever was first, while it is open', async () => {
      const bench = await open();
      const { incidentBook } = bench.store;
      const { key } = await incidentBook.recordFiring(alert());
      const ann = { id: 'u1', name: 'Ann' };

      const first = await incidentBook.acknowledge(key, ann, at('03:20:00'));
      const second = await incidentBook.acknowledge(key, { id: 'u2', name: 'Bo' }, at('03:21:00'));
      await incidentBook.recordResolve(alert(), at('03:31:00'));
      const late = await incidentBook.acknowledge(key, ann, at('03:32:00'));
      const kept = await (await bench.reopen()).incidentBook.find(key);

      const outcomes = [first, second, late].map((each) => each?.outcome);
      expect(outcomes).toEqual(['acknowledged', 'already', 'over']);
      expect(kept?.acknowledged).toEqual({ by: ann, at: at('03:20:00') });
      expect(first?.incident.history.at(-1)).toEqual({
        at: at('03:20:00'),
        what: 'acknowledged',
        by: 'Ann',
      });
    });

    it('lists what is open, the newest first', async () => {
      const { store } = await open();
      const old = await store.incidentBook.recordFiring(alert());
      const young = await store.incidentBook.recordFiring(alert({ firedAt: at('05:00:00') }));
      const over = await store.incidentBook.recordFiring(
        alert({ id: 'over', firedAt: at('06:00:00') }),
      );
      await store.incidentBook.recordResolve(over.alert, at('06:10:00'));

      const listed = await store.incidentBook.listOpen(9);

      expect(listed).toEqual([young, old]);
      expect(await store.incidentBook.listOpen(1)).toEqual([young]);
    });
  });
}
