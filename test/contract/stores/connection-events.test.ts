import fc from 'fast-check';
import {
  readEvents,
  rewriteEvents,
  writeEvents,
} from '../../../src/adapters/store/connection-events';
import {
  rangeOfDevice,
  readDeviceKey,
  writeDeviceKey,
} from '../../../src/adapters/store/connection-key';
import { keptEvents } from '../../support/device-records';

const sequence = fc
  .array(fc.constantFrom('0', '00000000', '0000000000000000', '1', '7F', 'ABCDEF', '90'), {
    maxLength: 64,
  })
  .map((parts) => parts.join('').slice(0, 64).padStart(64, '0'));

const moment = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
});

const event = fc.record({
  kind: fc.constantFrom('connected' as const, 'disconnected' as const),
  sequence,
  at: moment,
  receivedAt: moment,
});

describe('events as the store keeps them', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 16 }), (events) => {
        expect(readEvents(writeEvents(events))).toEqual(events);
      }),
    );
  });

  it('are written the same from what was written before, whatever came and went', () => {
    const events = fc.array(event, { maxLength: 8 });
    fc.assert(
      fc.property(events, events, fc.nat(8), fc.nat(8), (old, more, from, to) => {
        const given = [...old.slice(from), ...more, ...old.slice(0, to)];
        const others = [...old.slice(0, to), ...more, ...old.slice(to)];

        for (const some of [given, others, others.slice(from)]) {
          const rewritten = rewriteEvents(some, { events: old, text: writeEvents(old) });
          expect(rewritten).toBe(writeEvents(some));
        }
      }),
    );
  });

  it('take some 35 characters each, as Azure numbers them', () => {
    const number = '000000000000000001D4132452F67CE200000002000000000000000000000001';
    const events = keptEvents('d0 c4').map((each) => ({ ...each, sequence: number }));

    expect(writeEvents(events)).toBe('d1D4132452F67CE2j2z1,mm75wio0,0;c1D4132452F67CE2j2z1,334,0');
  });
});

describe('the key of a device', () => {
  const part = fc.string({ unit: 'binary', maxLength: 12 });
  const key = fc.record({
    hub: fc.constantFrom('hub', 'hub-a', 'a/b'),
    device: part,
    module: part,
  });

  it('is another for another device, and gives its ids back', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);

        expect(writeDeviceKey(one) === writeDeviceKey(other)).toBe(isSame);
        expect(readDeviceKey(writeDeviceKey(one))).toEqual({
          device: one.device,
          module: one.module,
        });
      }),
    );
  });

  it('lies among those of its device and of no other', () => {
    fc.assert(
      fc.property(key, part, (one, device) => {
        const { from, to } = rangeOfDevice(device);
        const bytes = Buffer.from(writeDeviceKey(one));
        const isWithin =
          bytes.compare(Buffer.from(from)) >= 0 && bytes.compare(Buffer.from(to)) < 0;

        expect(isWithin).toBe(one.device === device);
      }),
    );
  });
});
