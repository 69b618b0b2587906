import fc from 'fast-check';
import type { DeviceMoment } from '../../../src/playground/device-events/device-moment';
import { makeBatches } from '../../../src/playground/device-events/make-batches';
import { momentsOfRecords } from '../../../src/playground/device-events/moments-of-records';
import { createRandom } from '../../../src/playground/samples/random';
import {
  closeRecord,
  connectRecord,
  dropRecord,
  refusalRecord,
} from '../../../src/playground/samples/records';
import { sampleSdks } from '../../../src/playground/samples/sdks';
import { taggedDevice } from '../../../src/playground/scenarios/tagged-devices';

const now = new Date('2026-03-10T12:34:56Z');
const device = taggedDevice(now, { kind: 'pump', sdk: sampleSdks.node });
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('the events that log rows imply', () => {
  it('are one for a drop with two rows, and none for a refused connect', () => {
    const moments = momentsOfRecords([
      connectRecord(device, ago(1)),
      dropRecord(device, ago(10), '401003'),
      refusalRecord(device, ago(5), '401003'),
      dropRecord(device, ago(9), '404104'),
    ]);

    expect(moments).toEqual([
      { hub: 'contoso-hub', deviceId: device.deviceId, what: 'disconnected', at: ago(10) },
      { hub: 'contoso-hub', deviceId: device.deviceId, what: 'connected', at: ago(1) },
    ]);
  });

  it('tell a connect after a connect, and a tidy goodbye', () => {
    const rows = [
      connectRecord(device, ago(9)),
      connectRecord(device, ago(8)),
      closeRecord(device, ago(7)),
    ];

    expect(momentsOfRecords(rows).map(({ what }) => what)).toEqual([
      'connected',
      'connected',
      'disconnected',
    ]);
  });
});

describe('the deliveries of Event Grid', () => {
  const moment = fc.record({
    hub: fc.constantFrom('a-hub', 'b-hub'),
    deviceId: fc.constantFrom('one', 'two', 'three'),
    what: fc.constantFrom('connected' as const, 'disconnected' as const),
    at: fc.integer({ min: 0, max: 30 * 3600 }).map(ago),
  });
  const make = (moments: DeviceMoment[]) => makeBatches(moments, { now, random: createRandom(1) });

  it('hold everything of the last 24 hours, some of it twice, in rising sequence by time', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
        const events = make(moments).flat();
        const distinct = [...new Map(events.map((event) => [event.id, event])).values()];
        const kept = moments.filter(({ at }) => now.getTime() - at.getTime() < 24 * 3_600_000);
        expect(distinct).toHaveLength(kept.length);
        expect(events.length > distinct.length).toBe(kept.length > 0);
        const told = distinct.map(({ data, eventTime }) => {
          const { sequenceNumber } = data.deviceConnectionStateEventInfo as Record<string, string>;
          return { sequence: sequenceNumber ?? '', eventTime };
        });
        const bySequence = told.sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
        const times = bySequence.map(({ eventTime }) => eventTime);
        expect(times).toEqual([...times].sort());
        expect(new Set(told.map(({ sequence }) => sequence)).size).toBe(told.length);
      }),
    );
  });

  it('keep a device together when there are many', () => {
    const moments = Array.from({ length: 3000 }, (_, at) => ({
      hub: 'a-hub',
      deviceId: `device-${at % 300}`,
      what: 'connected' as const,
      at: ago(at),
    }));

    const batches = make(moments);

    const [, ...rest] = [...batches].reverse();
    expect(rest.map(({ length }) => length)).toEqual([1000, 1000, 1000]);
    const places = rest.flatMap((batch) => [...new Set(batch.map(({ subject }) => subject))]);
    expect(new Set(places).size).toBe(places.length);
  });
});
