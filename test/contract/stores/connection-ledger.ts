import fc from 'fast-check';
import { createApplyEvent } from '../../../src/connections/apply-event';
import { createPatience } from '../../../src/connections/patience';
import type { ConnectionLedger, TakenDevice } from '../../../src/ports/connection-ledger';
import type { DeviceEvent, DeviceKey, UnreadableEvent } from '../../../src/ports/device-event';
import { eventScript } from '../../support/device-events';
import { at, type OpenBench } from './store-bench';

const apply = createApplyEvent(createPatience({ defaultSeconds: 120, overrides: [] }));
const received = at('03:20:00');
const due = at('03:22:00');

export function describeConnectionLedger(name: string, open: OpenBench): void {
  describe(`${name} as a ConnectionLedger`, () => {
    it('keeps a device with everything known of it over a restart', async () => {
      const bench = await open();
      const tell = eventScript();
      const events = [
        tell.connected('device-1', { module: 'camera' }),
        tell.disconnected('device-1', { module: 'camera' }),
        tell.connected('device-1', { module: 'camera' }),
        tell.deleted('device-1', { module: 'camera' }),
      ];
      const before = await record(bench.store.connectionLedger, [...events, ...events]);
      const [kept] = await bench.store.connectionLedger.find('device-1');

      const { connectionLedger } = await bench.reopen();

      expect(before.slice(0, 4)).toEqual(['newest', 'newest', 'newest', 'deleted']);
      expect(before.slice(4)).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
      expect(await connectionLedger.find('device-1')).toEqual([kept]);
      expect(kept).toEqual({
        hub: 'contoso-hub',
        device: 'device-1',
        module: 'camera',
        events: events.slice(0, 3).map(({ kind, sequence, at: told }) => ({
          kind,
          sequence,
          at: told,
          receivedAt: received,
        })),
        duplicates: 4,
        connectedAt: events[2]?.at,
        deletedAt: events[3]?.at,
        incident: undefined,
        told: undefined,
        dueAt: undefined,
        hidden: 1,
        hiddenSince: events[2]?.at,
      });
    });

    it('ends the same when batches come shuffled, twice and at the same time', async () => {
      const { store } = await open();
      const tell = eventScript();
      const devices = ['device-1', 'device-2', 'device-3'];
      const told = Array.from({ length: 30 }, (_, index) => {
        const device = devices[index % 3] ?? '';
        return index % 2 === 0 ? tell.disconnected(device) : tell.connected(device);
      });
      const mixed = [...told, ...told.slice(0, 10)].sort((a, b) =>
        a.id.at(-1) === b.id.at(-1) ? 0 : (a.id.at(-1) ?? '') < (b.id.at(-1) ?? '') ? 1 : -1,
      );

      await Promise.all(mixed.map((event) => record(store.connectionLedger, [event])));

      for (const device of devices) {
        const [kept] = await store.connectionLedger.find(device);
        const own = told.filter((event) => event.device === device);
        expect(kept?.events.map(({ sequence }) => sequence)).toEqual(
          own.map(({ sequence }) => sequence),
        );
      }
    });

    it('tells devices, modules and hubs apart, whatever is in their ids', async () => {
      const { store } = await open();
      const tell = eventScript();
      const keys: DeviceKey[] = [
        { hub: 'hub', device: 'a/b', module: 'c' },
        { hub: 'hub', device: 'a', module: 'b/c' },
        { hub: 'hub', device: 'a-b', module: 'c' },
        { hub: 'hub', device: 'a', module: 'b-c' },
        { hub: 'hub', device: 'a', module: '' },
        { hub: 'hub', device: 'A', module: '' },
        { hub: 'hub-a', device: 'a', module: '' },
        { hub: 'hub', device: 'a%002f', module: '' },
      ];

      await record(
        store.connectionLedger,
        keys.map((key) => tell.connected(key.device, key)),
      );

      for (const key of keys) {
        expect(await store.connectionLedger.find(key.device, key.hub)).toContainEqual(
          expect.objectContaining({ ...key, events: [expect.anything()] }),
        );
      }
      expect((await store.connectionLedger.count(due)).devices).toBe(keys.length);
    });

    it('gives any id back to the letter', async () => {
      const { store } = await open();
      const tell = eventScript();
      const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });

      await fc.assert(
        fc.asyncProperty(text, text, async (device, module) => {
          await record(store.connectionLedger, [tell.connected(device, { module })]);

          const found = await store.connectionLedger.find(device, 'contoso-hub');
          expect(found).toContainEqual(expect.objectContaining({ device, module }));
          expect(found.every((each) => each.device === device)).toBe(true);
        }),
        { numRuns: 40 },
      );
    });

    it('takes hubs in any letter case as one, spelled as it was first', async () => {
      const { store } = await open();
      const tell = eventScript({ hub: 'Contoso-Hub' });
      await record(store.connectionLedger, [
        tell.disconnected('device-1'),
        tell.connected('device-1', { hub: 'CONTOSO-HUB' }),
      ]);

      const found = await store.connectionLedger.find('device-1', 'contoso-hub');

      expect(found.map(({ hub, events }) => [hub, events.length])).toEqual([['Contoso-Hub', 2]]);
      expect(await store.connectionLedger.find('device-1', 'contoso')).toEqual([]);
    });

    it('takes the modules of a deleted device for deleted, whatever comes first', async () => {
      const { store } = await open();
      const ledger = store.connectionLedger;
      const tell = eventScript();
      const camera = tell.disconnected('device-1', { module: 'camera' });
      const others = [
        tell.disconnected('device-10', { module: 'camera' }),
        tell.disconnected('device-1', { module: 'camera', hub: 'other-hub' }),
      ];
      const deleted = tell.deleted('device-1');
      const agent = tell.disconnected('device-1', { module: '$edgeAgent' });
      const hub = tell.connected('device-1', { module: '$edgeHub' });

      const outcomes = [
        ...(await record(ledger, [camera, ...others])),
        ...(await record(ledger, [deleted, agent])),
        ...(await record(ledger, [hub, deleted])),
      ];

      const found = [...(await ledger.find('device-1')), ...(await ledger.find('device-10'))];
      const isDeleted = found.map((each) => [
        each.hub,
        each.module,
        each.deletedAt,
        each.duplicates,
      ]);
      expect(isDeleted).toEqual([
        ['contoso-hub', '', deleted.at, 1],
        ['contoso-hub', '$edgeAgent', deleted.at, 0],
        ['contoso-hub', '$edgeHub', undefined, 0],
        ['contoso-hub', 'camera', deleted.at, 0],
        ['other-hub', 'camera', undefined, 0],
        ['contoso-hub', 'camera', undefined, 0],
      ]);
      expect(outcomes.slice(3)).toEqual(['deleted', 'newest', 'newest', 'duplicate']);
      const waiting = await ledger.takeDue(at('03:30:00'), 60_000, 10);
      expect(waiting.map(({ record: { hub: of, device } }) => `${of} ${device}`).sort()).toEqual([
        'contoso-hub device-10',
        'other-hub device-1',
      ]);
    });

    it('records as many events as may come at once', async () => {
      const { store } = await open();
      const tell = eventScript();
      const events = Array.from({ length: 5000 }, (_, index) => tell.connected(`device-${index}`));

      const outcomes = await record(store.connectionLedger, events);

      expect(outcomes).toHaveLength(5000);
      expect((await store.connectionLedger.count(due)).devices).toBe(5000);
    });

    it('gives who is due into one hand, the longest due first', async () => {
      const { store } = await open();
      const tell = eventScript();
      const ledger = store.connectionLedger;
      await record(ledger, [tell.disconnected('device-2')], at('03:20:01'));
      await record(ledger, [tell.disconnected('device-1'), tell.connected('device-3')]);

      const early = await ledger.takeDue(at('03:21:59'), 60_000, 10);
      const hands = await Promise.all([
        ledger.takeDue(at('03:23:00'), 60_000, 10),
        ledger.takeDue(at('03:23:00'), 60_000, 10),
      ]);

      expect(early).toEqual([]);
      expect(hands.map((taken) => taken.map(({ record: { device } }) => device))).toEqual(
        expect.arrayContaining([['device-1', 'device-2'], []]),
      );
      expect(await ledger.count(at('03:23:00'))).toEqual({
        devices: 3,
        due: 2,
        oldestDueAt: due,
      });
    });

    it('gives a device again when its lease ended, and lets only the last taker settle it', async () => {
      const { store } = await open();
      const ledger = store.connectionLedger;
      await record(ledger, [eventScript().disconnected('device-1')]);
      const [first] = await ledger.takeDue(due, 60_000, 10);

      const hidden = await ledger.takeDue(at('03:22:59'), 60_000, 10);
      const [second] = await ledger.takeDue(at('03:23:00'), 60_000, 10);

      expect(hidden).toEqual([]);
      expect(second?.attempt).toBe(2);
      expect(await settle(ledger, first)).toEqual(['lost']);
      expect(await settle(ledger, second)).toEqual(['settled']);
    });

    it('gives what was in the hands of a process that is gone at once, or when its lease ended', async () => {
      const bench = await open();
      await record(bench.store.connectionLedger, [eventScript().disconnected('device-1')]);
      await bench.store.connectionLedger.takeDue(due, 60_000, 10);

      const { connectionLedger } = await bench.reopen();

      const [again] = await connectionLedger.takeDue(at('03:23:00'), 60_000, 10);
      expect(again?.attempt).toBe(2);
    });

    it('keeps what was told, and counts what is hidden anew', async () => {
      const { store } = await open();
      const ledger = store.connectionLedger;
      const tell = eventScript();
      await record(ledger, [
        tell.disconnected('device-1'),
        tell.connected('device-1'),
        tell.disconnected('device-1'),
      ]);
      const [taken] = await ledger.takeDue(due, 60_000, 10);

      const answer = await settle(ledger, taken);

      expect(taken?.record.hidden).toBe(1);
      expect(answer).toEqual(['settled']);
      expect(await ledger.find('device-1')).toMatchObject([
        { incident: 'incident-1', told: 'gone', hidden: 0, hiddenSince: undefined },
      ]);
      expect(await ledger.takeDue(at('04:00:00'), 60_000, 10)).toEqual([]);
    });

    it('looks again at once when events came while it was in hand', async () => {
      const { store } = await open();
      const ledger = store.connectionLedger;
      const tell = eventScript();
      await record(ledger, [tell.disconnected('device-1')]);
      const [taken] = await ledger.takeDue(due, 60_000, 10);
      await record(ledger, [tell.connected('device-1')], at('03:22:01'));

      const whileInHand = await ledger.takeDue(at('03:22:02'), 60_000, 10);
      const answer = await settle(ledger, taken);
      const [again] = await ledger.takeDue(at('03:22:02'), 60_000, 10);

      expect(whileInHand).toEqual([]);
      expect(answer).toEqual(['changed']);
      expect(again?.record).toMatchObject({ incident: 'incident-1', told: 'gone' });
      expect(again?.record.events).toHaveLength(2);
    });

    it('takes a repeated delivery while in hand for no change', async () => {
      const { store } = await open();
      const ledger = store.connectionLedger;
      const away = eventScript().disconnected('device-1');
      await record(ledger, [away]);
      const [taken] = await ledger.takeDue(due, 60_000, 10);
      await record(ledger, [away], at('03:22:01'));

      expect(await settle(ledger, taken)).toEqual(['settled']);
      expect(await ledger.find('device-1')).toMatchObject([{ duplicates: 1 }]);
    });

    it('counts what was hidden by hub and hour', async () => {
      const { store } = await open();
      const ledger = store.connectionLedger;
      const tell = eventScript();
      const other = eventScript({ hub: 'other-hub' });
      const bounce = (script: typeof tell, device: string) => [
        script.disconnected(device),
        script.connected(device),
      ];
      await record(ledger, [...bounce(tell, 'device-1'), ...bounce(other, 'device-1')]);
      await record(ledger, bounce(tell, 'device-2'), at('03:59:00'));
      await record(ledger, bounce(tell, 'device-3'), at('04:00:00'));

      const third = { from: at('03:00:00'), to: at('04:00:00') };
      expect(await ledger.countHidden('CONTOSO-hub', third)).toBe(2);
      expect(await ledger.countHidden(undefined, third)).toBe(3);
      expect(await ledger.countHidden('contoso-hub', { ...third, to: at('05:00:00') })).toBe(3);
      expect(await ledger.countHidden('no-hub', third)).toBe(0);
    });

    it('counts all that was hidden, however a batch is shuffled', async () => {
      const { store } = await open();
      const tell = eventScript();
      const events = Array.from({ length: 60 }, (_, index) =>
        index % 2 === 0 ? tell.disconnected('device-1') : tell.connected('device-1'),
      );
      const last = [tell.deleted('device-2'), tell.connected('device-2')];

      const outcomes = await record(store.connectionLedger, [...events, ...last].reverse());

      const window = { from: at('03:00:00'), to: at('04:00:00') };
      expect(await store.connectionLedger.countHidden('contoso-hub', window)).toBe(30);
      expect(outcomes).toEqual(['newest', 'deleted', ...events.map(() => 'newest')]);
    });

    it('keeps unreadable events, the newest first, and no more than 5,000', async () => {
      const { store } = await open();
      const ledger = store.connectionLedger;
      await ledger.record({ events: [], unreadable: [unreadable(7)] }, at('03:19:00'), apply);
      const many = Array.from({ length: 5000 }, (_, index) => unreadable(index));
      await ledger.record({ events: [], unreadable: many }, received, apply);

      const kept = await ledger.listUnreadable(6000);

      expect(kept).toHaveLength(5000);
      expect(kept.slice(0, 2)).toEqual([
        { ...unreadable(0), receivedAt: received },
        { ...unreadable(1), receivedAt: received },
      ]);
    });

    it('forgets after a while what was unreadable, hidden or deleted, and nobody else', async () => {
      const { store } = await open();
      const ledger = store.connectionLedger;
      const tell = eventScript();
      const events = [
        tell.connected('device-1'),
        tell.disconnected('device-2'),
        tell.connected('device-2'),
        tell.deleted('device-2'),
      ];
      await ledger.record({ events, unreadable: [unreadable(1)] }, received, apply);

      const early = await store.oldRecords.removeBefore(at('03:00:00'), 100);
      const removed = await store.oldRecords.removeBefore(at('05:00:00'), 100);

      expect([early, removed]).toEqual([0, 3]);
      expect(await ledger.find('device-1')).toHaveLength(1);
      expect(await ledger.find('device-2')).toEqual([]);
      expect(await ledger.listUnreadable(10)).toEqual([]);
    });
  });
}

function record(ledger: ConnectionLedger, events: DeviceEvent[], receivedAt = received) {
  return ledger.record({ events, unreadable: [] }, receivedAt, apply);
}

function settle(ledger: ConnectionLedger, taken: TakenDevice | undefined) {
  if (taken === undefined) throw new Error('nobody was due');
  const told = { taken, incident: 'incident-1', told: 'gone', dueAt: undefined } as const;
  return ledger.settle([told], at('03:22:02'));
}

function unreadable(index: number): UnreadableEvent {
  return { index, reason: 'data.deviceId is missing', excerpt: '{}' };
}
