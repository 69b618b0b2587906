import type { Decision, TrailSubject } from '../../../src/ports/decision-trail';
import { at, type OpenBench } from './store-bench';

const device = { kind: 'device', hub: 'contoso-hub', device: 'device-42' } satisfies TrailSubject;
const alert = { kind: 'alert', id: '/subscriptions/1/alerts/a1' } satisfies TrailSubject;

export function describeDecisionTrail(name: string, open: OpenBench): void {
  describe(`${name} as a DecisionTrail`, () => {
    it('gives what was decided about a device, oldest first, over a restart', async () => {
      const bench = await open();
      const received = decision({ what: 'received', at: at('01:00:00') });
      const joined = decision({ what: 'joined', at: at('01:00:02'), incident: 'i1' });
      await bench.store.decisionTrail.add([joined, received]);
      const { decisionTrail } = await bench.reopen();

      const found = await decisionTrail.find({ ...device, hub: 'Contoso-Hub' }, 10);

      expect(found).toEqual([received, joined]);
    });

    it('keeps decisions of the same moment in the order in which they were made', async () => {
      const { store } = await open();
      const whats = Array.from({ length: 40 }, (_, index) => `step-${index}`);
      for (const what of whats) await store.decisionTrail.add([decision({ what })]);

      const found = await store.decisionTrail.find(device, 100);

      expect(found.map(({ what }) => what)).toEqual(whats);
    });

    it('gives the newest where there are more than asked for', async () => {
      const { store } = await open();
      const times = ['01:00:00', '02:00:00', '03:00:00'];
      await store.decisionTrail.add(times.map((time) => decision({ at: at(time) })));

      const found = await store.decisionTrail.find(device, 2);

      expect(found.map((each) => each.at)).toEqual([at('02:00:00'), at('03:00:00')]);
    });

    it('keeps apart ids that differ by case, hubs, kinds, and odd characters', async () => {
      const { store } = await open();
      const odd = '%_\\"\'\n:';
      await store.decisionTrail.add([
        decision({ subject: { ...device, device: 'Device-42' } }),
        decision({ subject: { ...device, hub: 'north-hub' } }),
        decision({ subject: { kind: 'incident', key: 'device-42' } }),
        decision({ subject: { ...device, device: odd }, text: odd }),
      ]);

      const found = await store.decisionTrail.find(device, 10);
      const odds = await store.decisionTrail.find({ ...device, device: odd }, 10);

      expect(found).toEqual([]);
      expect(odds.map(({ text }) => text)).toEqual([odd]);
    });

    it('finds alerts by a part of id or rule in any case, with all that was decided', async () => {
      const { store } = await open();
      const received = decision({ subject: alert, text: 'Received: rule “Devices 100% down”.' });
      const joined = decision({ subject: alert, at: at('01:00:01'), text: 'Joined.' });
      const other = decision({ subject: { kind: 'alert', id: 'b2' }, text: 'rule “1000 up”' });
      await store.decisionTrail.add([received, joined, other]);

      const byRule = await store.decisionTrail.findAlerts('100% DOWN', 10);
      const byId = await store.decisionTrail.findAlerts('alerts/A1', 10);

      expect(byRule).toEqual([joined, received]);
      expect(byId).toEqual([joined, received]);
    });

    it('takes marks of a search pattern as plain letters', async () => {
      const { store } = await open();
      await store.decisionTrail.add([decision({ subject: alert, text: 'rule abc' })]);

      const found = await Promise.all(
        ['a%c', 'a_c', '%', '_', '\\'].map((text) => store.decisionTrail.findAlerts(text, 10)),
      );

      expect(found).toEqual([[], [], [], [], []]);
    });

    it('takes thousands at once', async () => {
      const { store } = await open();
      const many = Array.from({ length: 5000 }, (_, index) => decision({ text: `${index}` }));

      await store.decisionTrail.add(many);

      const found = await store.decisionTrail.find(device, 10_000);
      expect(found.map(({ text }) => text)).toEqual(many.map(({ text }) => text));
    });

    it('takes none at all', async () => {
      const { store } = await open();

      await store.decisionTrail.add([]);

      expect(await store.decisionTrail.findAlerts('', 10)).toEqual([]);
    });

    it('forgets what is old, in portions, the oldest first', async () => {
      const { store } = await open();
      const times = ['01:00:00', '02:00:00', '03:00:00', '04:00:00'];
      await store.decisionTrail.add(times.map((time) => decision({ at: at(time) })));

      const removed = [
        await store.oldRecords.removeBefore(at('04:00:00'), 2),
        await store.oldRecords.removeBefore(at('04:00:00'), 2),
      ];

      expect(removed).toEqual([2, 1]);
      expect(await store.decisionTrail.find(device, 10)).toEqual([
        decision({ at: at('04:00:00') }),
      ]);
    });
  });
}

function decision(over: Partial<Decision>): Decision {
  return { at: at('01:00:00'), subject: device, what: 'received', text: 'Seen.', ...over };
}
