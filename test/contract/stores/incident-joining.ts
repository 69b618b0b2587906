import fc from 'fast-check';
import type { Alert } from '../../../src/ports/alert';
import type { Hub } from '../../../src/ports/hub';
import type { GoneDevice } from '../../../src/ports/incident-book';
import { alert, resolvedAlert } from '../../support/alerts';
import { deviceAlert, gone } from '../../support/gone-devices';
import { at, type OpenBench } from './store-bench';

const contoso = alert().hub as Hub;
const how = (time: string) => ({ at: at(time), tell: deviceAlert(contoso) });

function other(id: string, firedAt: string, parts: Partial<Alert> = {}): Alert {
  return alert({ id, rule: `rule of ${id}`, firedAt: at(firedAt), ...parts });
}

export function describeIncidentJoining(name: string, open: OpenBench): void {
  describe(`${name} as an IncidentBook of one problem a hub`, () => {
    it('lets another alert about the same hub and time join', async () => {
      const bench = await open();
      const first = await bench.store.incidentBook.recordFiring(alert());

      const joined = await bench.store.incidentBook.recordFiring(other('b', '03:40:00'));
      const again = await bench.store.incidentBook.recordFiring(other('b', '03:40:00'));
      const kept = await (await bench.reopen()).incidentBook.find(first.key);

      expect(joined).toMatchObject({
        key: first.key,
        alert: { id: 'alert-1' },
        joined: [{ alert: { id: 'b', firedAt: at('03:40:00') }, resolvedAt: undefined }],
        history: [
          { at: at('03:14:00'), what: 'fired' },
          { at: at('03:40:00'), what: 'joined', rule: 'rule of b' },
        ],
      });
      expect(again).toEqual(joined);
      expect(kept).toEqual(joined);
    });

    it.each([
      ['another hub', { hub: named('fabrikam-hub'), hubs: [named('fabrikam-hub')] }],
      ['any hub of the workspace', { hubCertainty: 'workspace' as const }],
      ['several hubs', { hubs: [contoso, named('fabrikam-hub')] }],
      ['a message of a health event', { event: { message: 'm', word: 'Active' } }],
    ])('keeps what is about %s apart', async (_what, parts) => {
      const { store } = await open();
      const first = await store.incidentBook.recordFiring(alert());

      const apart = await store.incidentBook.recordFiring(other('b', '03:15:00', parts));

      expect(apart.key).not.toBe(first.key);
    });

    it('opens anew half an hour after the last that joined, and never opens what is over', async () => {
      const { store } = await open();
      const first = await store.incidentBook.recordFiring(alert());
      const second = await store.incidentBook.recordFiring(other('b', '03:44:00'));
      const third = await store.incidentBook.recordFiring(other('c', '04:14:01'));
      await store.incidentBook.recordResolve(other('c', '04:14:01'), at('04:15:00'));

      const fourth = await store.incidentBook.recordFiring(other('d', '04:16:00'));

      expect(second.key).toBe(first.key);
      expect(third.key).not.toBe(first.key);
      expect([first.key, third.key]).not.toContain(fourth.key);
    });

    it('goes by when it came where the sender’s clock is far from ours', async () => {
      const { store } = await open();
      const first = await store.incidentBook.recordFiring(alert(), at('03:14:30'));

      const skewed = await store.incidentBook.recordFiring(other('b', '09:00:00'), at('03:15:00'));
      const receipt = await store.incidentBook.recordFiring(
        other('c', '03:16:00', { timesFrom: 'receipt' }),
        at('03:16:00'),
      );
      const late = await store.incidentBook.recordFiring(other('d', '03:15:00'), at('05:00:00'));

      expect([skewed.key, receipt.key]).toEqual([first.key, first.key]);
      expect(late.key).not.toBe(first.key);
    });

    it('marks the same rule that fires again, with how often and since when', async () => {
      const { store } = await open();
      await store.incidentBook.recordFiring(alert());
      await store.incidentBook.recordFiring(alert({ firedAt: at('03:20:00') }));
      await store.incidentBook.recordFiring(alert({ id: 'new id', firedAt: at('03:22:00') }));
      await store.incidentBook.recordFiring(other('b', '03:23:00'));

      const { history } = await store.incidentBook.recordFiring(other('b', '03:24:00'));

      expect(history.slice(1)).toEqual([
        mark('03:20:00', 'fired_again', 2, '03:14:00'),
        mark('03:22:00', 'fired_again', 3, '03:14:00'),
        { at: at('03:23:00'), what: 'joined', rule: 'rule of b' },
        { ...mark('03:24:00', 'joined', 2, '03:23:00'), rule: 'rule of b' },
      ]);
    });

    it('is over when all its alerts are, and says of each before', async () => {
      const { store } = await open();
      const { key } = await store.incidentBook.recordFiring(alert());
      await store.incidentBook.recordFiring(other('b', '03:20:00'));

      const [open1] = await store.incidentBook.recordResolve(resolvedAlert(), at('03:31:00'));
      const again = await store.incidentBook.recordResolve(resolvedAlert(), at('03:31:00'));
      const [over] = await store.incidentBook.recordResolve(other('b', '03:20:00'), at('03:35:00'));

      expect(open1).toMatchObject({
        key,
        resolvedAt: undefined,
        alertEndedAt: at('03:31:00'),
      });
      expect(open1?.history.at(-1)).toEqual({
        at: at('03:31:00'),
        what: 'alert_over',
        rule: 'connected-devices-low',
      });
      expect(again).toEqual([open1]);
      expect(over).toMatchObject({ key, resolvedAt: at('03:35:00') });
      expect(over?.joined[0]?.resolvedAt).toEqual(at('03:35:00'));
    });

    it('is one incident also when all of a hub come at the same moment', async () => {
      const { store } = await open();
      const alerts = Array.from({ length: 8 }, (_, i) => other(`id ${i}`, '03:14:00'));
      const join = (device: string) =>
        store.incidentBook.joinDevices(contoso, [gone(device)], how('03:14:00'));

      const recorded = await Promise.all([
        ...alerts.map((each) => store.incidentBook.recordFiring(each)),
        ...['a', 'b', 'c'].map(async (device) => (await join(device)).incident),
        ...alerts.map((each) => store.incidentBook.recordFiring(each)),
      ]);
      const kept = await store.incidentBook.find(recorded[0]?.key ?? '');

      expect(new Set(recorded.map(({ key }) => key)).size).toBe(1);
      expect(kept?.devices?.total).toBe(3);
      expect((kept?.joined.length ?? 0) + (kept?.alert.about.kind === 'devices' ? 0 : 1)).toBe(8);
    });

    it('folds the middle of a long history', async () => {
      const { store } = await open();
      let last = await store.incidentBook.recordFiring(alert());
      for (let i = 1; i <= 100; i++) {
        last = await store.incidentBook.recordFiring(
          alert({ firedAt: new Date(at('03:14:00').getTime() + i * 1000) }),
        );
      }

      const folded = last.history.find(({ what }) => what === 'folded');

      expect(last.history).toHaveLength(60);
      expect(folded?.count).toBe(42);
      expect(last.history[0]?.what).toBe('fired');
      expect(last.history.at(-1)?.again?.times).toBe(101);
      expect([last.joined.length, last.moreJoined]).toEqual([20, 80]);
    });
  });

  describe(`${name} as an IncidentBook of devices`, () => {
    it('opens an incident of devices, once', async () => {
      const bench = await open();
      const { incidentBook } = bench.store;

      const opened = await incidentBook.joinDevices(
        contoso,
        [gone('a'), gone('b')],
        how('03:14:00'),
      );
      const again = await incidentBook.joinDevices(contoso, [gone('b')], how('03:15:00'));
      const kept = await (await bench.reopen()).incidentBook.find(opened.incident.key);

      expect(opened.how).toBe('opened');
      expect(opened.incident).toMatchObject({
        alert: { about: { kind: 'devices', total: 2, devices: ['a', 'b'] } },
        devices: { total: 2, away: 2, back: 0, listed: [gone('a'), gone('b')] },
        history: [{ at: at('03:14:00'), what: 'devices', count: 2 }],
      });
      expect(again).toEqual({ how: 'known', incident: opened.incident });
      expect(kept).toEqual(opened.incident);
    });

    it('joins devices and alerts in any order, and tells the alert of devices anew', async () => {
      const { store } = await open();
      const opened = await store.incidentBook.joinDevices(contoso, [gone('a')], how('03:14:00'));

      const joined = await store.incidentBook.joinDevices(contoso, [gone('b')], how('03:14:30'));
      const fired = await store.incidentBook.recordFiring(alert());

      expect(joined.how).toBe('joined');
      expect(joined.incident.history).toEqual([{ at: at('03:14:00'), what: 'devices', count: 2 }]);
      expect(fired).toMatchObject({
        key: opened.incident.key,
        alert: { id: opened.incident.alert.id, about: { kind: 'devices', total: 2 } },
        joined: [{ alert: { id: 'alert-1' } }],
      });
    });

    it('joins the incident that is named, while that is open', async () => {
      const { store } = await open();
      const opened = await store.incidentBook.joinDevices(contoso, [gone('a')], how('03:14:00'));
      const incident = opened.incident.key;

      const late = { ...how('05:14:00'), incident };
      const joined = await store.incidentBook.joinDevices(contoso, [gone('b')], late);
      await store.incidentBook.recordBack(incident, [back('a'), back('b')], at('05:20:00'));
      const anew = await store.incidentBook.joinDevices(contoso, [gone('a')], {
        ...how('05:21:00'),
        incident,
      });

      expect(joined.incident.key).toBe(incident);
      expect(anew.how).toBe('opened');
      expect(anew.incident.key).not.toBe(incident);
    });

    it('recovers while some are back, and is over when the last one came', async () => {
      const { store } = await open();
      const members = [gone('a'), gone('b'), gone('c')];
      const { incident } = await store.incidentBook.joinDevices(contoso, members, how('03:14:00'));
      const record = (devices: GoneDevice[], time: string) =>
        store.incidentBook.recordBack(incident.key, devices, at(time));

      const some = await record([back('a')], '03:20:00');
      const same = await record([back('a'), back('unknown')], '03:21:00');
      const all = await record([back('b'), { ...back('c'), what: 'deleted' }], '03:22:00');

      expect(some?.before.devices?.back).toBe(0);
      expect(some?.incident).toMatchObject({
        resolvedAt: undefined,
        devices: { away: 2, back: 1 },
      });
      expect(same?.incident.version).toBe(some?.incident.version);
      expect(all?.incident).toMatchObject({
        resolvedAt: at('03:19:00'),
        devices: { total: 3, away: 0, back: 2, deleted: 1 },
      });
      expect(all?.incident.history.map(({ what }) => what)).toEqual([
        'devices',
        'back',
        'back',
        'deleted',
        'resolved',
      ]);
      expect(all?.incident.history.at(-1)?.at).toEqual(at('03:22:00'));
    });

    it('stays open for its alerts when all devices are back, and the reverse', async () => {
      const { store } = await open();
      await store.incidentBook.recordFiring(alert());
      const { incident } = await store.incidentBook.joinDevices(
        contoso,
        [gone('a')],
        how('03:15:00'),
      );

      const [fired] = await store.incidentBook.recordResolve(resolvedAlert(), at('03:31:00'));
      const done = await store.incidentBook.recordBack(incident.key, [back('a')], at('03:32:00'));

      expect(fired?.resolvedAt).toBeUndefined();
      expect(done?.incident.resolvedAt).toEqual(at('03:31:00'));
    });

    it('lists members in pages, those that are away first', async () => {
      const { store } = await open();
      const members = Array.from({ length: 120 }, (_, i) => gone(`device-${1000 + i}`));
      const { incident } = await store.incidentBook.joinDevices(contoso, members, how('03:14:00'));
      await store.incidentBook.recordBack(incident.key, [back('device-1000')], at('03:20:00'));

      const pages = await Promise.all(
        [1, 3, 4].map((page) => store.incidentBook.listMembers(incident.key, page)),
      );

      expect(pages.map(({ total, members: on }) => [total, on.length])).toEqual([
        [120, 50],
        [120, 20],
        [120, 0],
      ]);
      expect(pages[0]?.members[0]?.device).toBe('device-1001');
      expect(pages[1]?.members.at(-1)).toMatchObject({ device: 'device-1000', what: 'back' });
    });

    it('lists the incidents of a device, the newest first, those that are over too', async () => {
      const { store } = await open();
      const book = store.incidentBook;
      const join = (time: string, hub = contoso, device = 'device-1', module = '') =>
        book.joinDevices(hub, [{ ...gone(device), module }], {
          at: at(time),
          tell: deviceAlert(hub),
        });
      const first = await join('03:14:00');
      const away = { ...gone('device-1'), what: 'back' as const, endedAt: at('03:15:00') };
      await book.recordBack(first.incident.key, [away], at('03:15:00'));
      const second = await join('03:20:00', contoso, 'device-1', 'camera');
      const other = await join('03:30:00', named('fabrikam-hub'));
      await join('03:21:00', contoso, 'device-10');
      await join('03:22:00');

      const keys = [second.incident.key, first.incident.key];
      expect(await book.listKeysOf('device-1', 'CONTOSO-HUB', 9)).toEqual(keys);
      expect(await book.listKeysOf('device-1', undefined, 2)).toEqual([
        other.incident.key,
        second.incident.key,
      ]);
      expect(await book.listKeysOf('Device-1', undefined, 9)).toEqual([]);
    });

    it('is closed for silence only long after its devices went', async () => {
      const { store } = await open();
      await store.incidentBook.joinDevices(contoso, [gone('a')], how('03:14:00'));
      const days = (count: number) => new Date(at('03:14:01').getTime() + count * 86_400_000);

      const soon = await store.incidentBook.closeSilent(days(12), days(13), 9);
      const late = await store.incidentBook.closeSilent(days(13), days(14), 9);

      expect(soon).toEqual([]);
      expect(late).toHaveLength(1);
    });

    it('never merges distinct hubs, whatever comes in which order', async () => {
      const { store } = await open();
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(comes, { minLength: 1, maxLength: 12 }), async (all) => {
          // Far enough from the round before to have nothing to do with it.
          round += 1;
          const start = at('00:00:00').getTime() + round * 86_400_000;
          for (const [index, { kind, hub, second }] of all.entries()) {
            const now = new Date(start + second * 1000);
            const about = named(hub);
            const id = `${round}-${index}`;
            const { key } =
              kind === 'alert'
                ? await store.incidentBook.recordFiring(
                    alert({ id, rule: id, hub: about, hubs: [about], firedAt: now }),
                  )
                : (
                    await store.incidentBook.joinDevices(about, [{ ...gone(id), since: now }], {
                      at: now,
                      tell: deviceAlert(about),
                    })
                  ).incident;
            const found = await store.incidentBook.find(key);
            const hubs = [found?.alert, ...(found?.joined ?? []).map((each) => each.alert)];
            expect(new Set(hubs.map((each) => fold(each?.hub?.name ?? '')))).toEqual(
              new Set([fold(hub)]),
            );
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}

const comes = fc.record({
  kind: fc.constantFrom('alert' as const, 'devices' as const),
  hub: fc.constantFrom('hub-a', 'HUB-A', 'hub-aa', 'hub-\u0430', 'hub-b', '\u212Aub', 'kub', 'KUB'),
  second: fc.integer({ min: 0, max: 3600 }),
});

function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function mark(time: string, what: 'fired_again' | 'joined', times: number, first: string) {
  return { at: at(time), what, again: { times, firstAt: at(first) } };
}

function named(name: string): Hub {
  return { name, hostName: `${name}.azure-devices.net` };
}

function back(device: string): GoneDevice {
  return { ...gone(device), what: 'back', endedAt: at('03:19:00') };
}
