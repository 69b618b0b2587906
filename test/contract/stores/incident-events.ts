import type { Alert } from '../../../src/ports/alert';
import { alert, resolvedAlert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { at, type OpenBench, takeAsk } from './store-bench';

const minute = 60_000;

/** A message about one event. */
function message(word: string, firedAt: Date, parts: Partial<Alert> = {}): Alert {
  return alert({ id: 'event-1', firedAt, event: { message: word, word }, ...parts });
}

export function describeIncidentEvents(name: string, open: OpenBench): void {
  describe(`${name} as an IncidentBook of lasting events`, () => {
    it('updates the open incident of an event, each message once', async () => {
      const { store } = await open();
      const first = await store.incidentBook.recordFiring(message('Active', at('03:14:00')));

      const updated = await store.incidentBook.recordFiring(message('Update', at('03:20:00')));
      const again = await store.incidentBook.recordFiring(message('Update', at('03:20:00')));

      expect(again).toEqual(updated);
      expect(updated.key).toBe(first.key);
      expect(updated.version).toBeGreaterThan(first.version);
      expect(updated.history.map(({ what, told }) => [what, told?.word])).toEqual([
        ['fired', 'Active'],
        ['updated', 'Update'],
      ]);
    });

    it('believes the newest message, whatever comes first', async () => {
      const { store } = await open();
      const newest = message('Newest', at('03:30:00'), { description: 'newest' });
      await store.incidentBook.recordFiring(newest);

      const late = await store.incidentBook.recordFiring(message('Late', at('03:20:00')));

      expect(late.alert).toMatchObject({ description: 'newest', firedAt: at('03:20:00') });
    });

    it('ends once, and hears of the cause afterwards', async () => {
      const { store } = await open();
      const { key } = await store.incidentBook.recordFiring(message('Active', at('03:14:00')));
      const end = { condition: 'resolved' as const };
      await store.incidentBook.recordResolve(
        message('Resolved', at('03:30:00'), end),
        at('03:30:00'),
      );

      const [told] = await store.incidentBook.recordResolve(
        message('RCA', at('09:00:00'), end),
        at('09:00:00'),
      );

      expect(told).toMatchObject({ key, resolvedAt: at('03:30:00') });
      expect(told?.history.map(({ what }) => what)).toEqual(['fired', 'resolved', 'updated']);
    });

    it('opens anew when an event begins again after its end', async () => {
      const { store } = await open();
      const { key } = await store.incidentBook.recordFiring(message('Active', at('03:14:00')));
      await store.incidentBook.recordResolve(message('Resolved', at('03:30:00')), at('03:30:00'));

      const late = await store.incidentBook.recordFiring(message('Late', at('03:29:00')));
      const anew = await store.incidentBook.recordFiring(message('Anew', at('05:00:00')));

      expect(late).toMatchObject({ key, resolvedAt: at('03:30:00') });
      expect(anew.key).not.toBe(key);
      expect(anew.history[0]?.what).toBe('fired_again');
    });
  });

  describe(`${name} as an IncidentBook of what falls silent`, () => {
    it('closes what fired and was delivered before, and calls it not resolved', async () => {
      const bench = await open();
      const { key } = await bench.store.incidentBook.recordFiring(alert());
      await bench.store.incidentBook.recordFiring(alert({ id: 'young', firedAt: at('05:00:00') }));

      const closed = await bench.store.incidentBook.closeSilent(at('04:00:00'), at('06:00:00'), 9);
      const again = await bench.store.incidentBook.closeSilent(at('04:00:00'), at('06:00:00'), 9);
      const { incidentBook } = await bench.reopen();

      expect(closed.map((incident) => incident.key)).toEqual([key]);
      expect(again).toEqual([]);
      expect(await incidentBook.find(key)).toEqual(closed[0]);
      expect(closed[0]).toMatchObject({ resolvedAt: undefined, silentAt: at('06:00:00') });
    });

    it('leaves open what was delivered since, however long ago it fired', async () => {
      const { store } = await open();
      await store.alertInbox.addOnce(alert(), at('05:00:00'));
      const [taken] = await store.alertInbox.takeDue(at('05:00:00'), minute, 1);
      if (taken === undefined) throw new Error('nothing was taken');
      await store.incidentBook.recordFiring(alert());
      await store.alertInbox.finish(taken, 'shown', at('05:00:01'));

      const closed = await store.incidentBook.closeSilent(at('04:00:00'), at('06:00:00'), 9);

      expect(closed).toEqual([]);
    });

    it('opens again with a later message and ends with a later resolve', async () => {
      const { store } = await open();
      await store.incidentBook.recordFiring(alert());
      await store.incidentBook.recordFiring(message('Active', at('03:14:00')));
      await store.incidentBook.closeSilent(at('04:00:00'), at('06:00:00'), 9);

      const [ended] = await store.incidentBook.recordResolve(resolvedAlert(), at('07:00:00'));
      const opened = await store.incidentBook.recordFiring(message('Update', at('07:00:00')));

      expect(ended).toMatchObject({ resolvedAt: at('07:00:00'), silentAt: undefined });
      expect(opened).toMatchObject({ resolvedAt: undefined, silentAt: undefined });
    });

    it('stays closed when an answer of the logs comes after all', async () => {
      const { store } = await open();
      await store.incidentBook.recordFiring(alert());
      const taken = await takeAsk(store, at('03:14:00'));
      await store.incidentBook.closeSilent(at('04:00:00'), at('06:00:00'), 9);
      const { cause, devicesAffected, stillAway, disconnects } = hubSummary();
      const found = { cause, devicesAffected, stillAway, disconnects };

      const answered = await store.incidentBook.recordAnswer(taken, {
        summary: hubSummary(),
        askAgainAt: undefined,
        event: { at: at('06:00:01'), what: 'answered', found },
      });

      expect(answered?.silentAt).toEqual(at('06:00:00'));
    });

    it('is listed for a while, for its cards to tell it', async () => {
      const bench = await open();
      await bench.store.incidentBook.recordFiring(alert());
      const closed = await bench.store.incidentBook.closeSilent(at('04:00:00'), at('06:00:00'), 9);

      const after = await bench.reopen();
      const lately = await after.incidentBook.listSilent(at('05:00:00'), 9);
      const longAgo = await after.incidentBook.listSilent(at('06:00:01'), 9);

      expect(lately).toEqual(closed);
      expect(longAgo).toEqual([]);
    });

    it('removes it with what is over', async () => {
      const { store } = await open();
      const { key } = await store.incidentBook.recordFiring(alert());
      await store.incidentBook.closeSilent(at('04:00:00'), at('06:00:00'), 9);

      await store.oldRecords.removeBefore(at('05:00:00'), 9);
      const kept = await store.incidentBook.find(key);
      await store.oldRecords.removeBefore(at('07:00:00'), 9);

      expect(kept).toBeDefined();
      expect(await store.incidentBook.find(key)).toBeUndefined();
    });
  });
}
