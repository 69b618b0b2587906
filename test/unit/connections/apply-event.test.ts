import fc from 'fast-check';
import { createApplyEvent } from '../../../src/connections/apply-event';
import { createPatience } from '../../../src/connections/patience';
import type { DeviceRecord } from '../../../src/ports/connection-ledger';
import type { DeviceEvent } from '../../../src/ports/device-event';
import { eventScript, sequenceOf } from '../../support/device-events';

const apply = createApplyEvent(createPatience({ defaultSeconds: 120, overrides: [] }));
const start = new Date('2026-03-01T03:14:00Z');

describe('a device by its events', () => {
  it('ends the same, whatever the order and however often they come', () => {
    fc.assert(
      fc.property(shuffledEvents(), ({ events, shuffled }) => {
        expect(settled(record(shuffled))).toEqual(settled(record(events)));
      }),
    );
  });

  it('is where its largest sequence number says, unless it was deleted since', () => {
    fc.assert(
      fc.property(shuffledEvents(), ({ events, shuffled }) => {
        const connections = events.filter(({ sequence }) => sequence !== undefined);
        const newest = connections.sort((a, b) => compare(b.sequence, a.sequence))[0];

        expect(record(shuffled)?.events.at(-1)?.sequence).toBe(newest?.sequence);
      }),
    );
  });

  it('keeps sixteen events, the newest', () => {
    const tell = eventScript();
    const events = Array.from({ length: 20 }, () => tell.connected('device-1'));

    const kept = record([...events].reverse());

    expect(kept?.events.map(({ sequence }) => sequence)).toEqual(
      events.slice(4).map(({ sequence }) => sequence),
    );
  });

  it('says what became of each event', () => {
    const tell = eventScript();
    const created = tell.created('device-1');
    const away = tell.disconnected('device-1');
    const back = tell.connected('device-1');
    const deleted = tell.deleted('device-1');

    expect(outcomes([created, back, away, away, back, deleted, deleted])).toEqual([
      'created',
      'newest',
      'older',
      'duplicate',
      'duplicate',
      'deleted',
      'duplicate',
    ]);
  });

  it('is not deleted once it has connected since', () => {
    const tell = eventScript();
    const deleted = tell.deleted('device-1');
    const connected = tell.connected('device-1');

    expect(record([deleted, connected])?.deletedAt).toBeUndefined();
    expect(record([connected, deleted])?.deletedAt).toBeUndefined();
    expect(outcomes([connected, deleted])).toEqual(['newest', 'older']);
  });

  it('stays deleted when the disconnect that came of it is told later', () => {
    const tell = eventScript();
    const events = [tell.connected('device-1'), tell.deleted('device-1')];

    const kept = record([...events, tell.disconnected('device-1')]);

    expect(kept?.deletedAt).toEqual(events[1]?.at);
    expect(kept?.dueAt).toBeUndefined();
  });

  it('is due when its disconnect has waited for the grace time', () => {
    const tell = eventScript();

    const kept = record([tell.connected('device-1'), tell.disconnected('device-1')]);

    expect(kept?.dueAt).toEqual(new Date(+start + 60_000 + 120_000));
  });

  it('is not due any more once it is back', () => {
    const tell = eventScript();
    const away = tell.disconnected('device-1');
    const back = tell.connected('device-1');

    expect(record([away, back])).toMatchObject({ dueAt: undefined, hidden: 1 });
    expect(record([back, away])).toMatchObject({ dueAt: undefined, hidden: 1 });
  });

  it('counts a short absence once, also when a part of it comes again or late', () => {
    const tell = eventScript();
    const [here, away, back] = [
      tell.connected('device-1'),
      tell.disconnected('device-1'),
      tell.connected('device-1'),
    ];

    expect(record([here, away, back, away, back])?.hidden).toBe(1);
    expect(record([here, back, away])?.hidden).toBe(1);
    expect(record([here, back, away])?.hiddenSince).toEqual(back?.at);
  });

  it('takes what is older than all it keeps for nothing new, however often that comes', () => {
    const tell = eventScript();
    const old = [tell.connected('device-1'), tell.disconnected('device-1')];
    const kept = Array.from({ length: 16 }, () => tell.connected('device-1'));
    const once = record([...kept]);

    const often = record([...kept, ...old, ...old, ...old]);

    expect(often?.events).toEqual(once?.events);
    expect(often?.hidden).toBe(once?.hidden);
    expect(outcomes([...kept, ...old])).toEqual([...kept.map(() => 'newest'), 'older', 'older']);
  });

  it('hides nothing that was long, nor anything while an incident tells of the device', () => {
    const tell = eventScript();
    const away = tell.disconnected('device-1');
    const back = tell.connected('device-1', { at: new Date(+away.at + 121_000) });
    const told: DeviceRecord = {
      ...(record([away]) as DeviceRecord),
      told: 'gone',
      incident: 'incident-1',
    };

    expect(record([away, back])?.hidden).toBe(0);
    expect(apply(told, tell.connected('device-1'), start).hidden).toBe(0);
  });
});

function record(events: DeviceEvent[]): DeviceRecord | undefined {
  let known: DeviceRecord | undefined;
  for (const event of events) known = apply(known, event, new Date(+start + 60_000)).record;
  return known;
}

function outcomes(events: DeviceEvent[]): string[] {
  let known: DeviceRecord | undefined;
  return events.map((event) => {
    const applied = apply(known, event, start);
    known = applied.record;
    return applied.outcome;
  });
}

/** What does not depend on what was known when. */
function settled(known: DeviceRecord | undefined) {
  return known && [known.events, known.connectedAt, known.deletedAt, known.dueAt];
}

/** Any events of one device, with times that need not agree with their sequence numbers. */
function shuffledEvents() {
  const moment = fc
    .integer({ min: 0, max: 60 })
    .map((seconds) => new Date(+start + seconds * 1000));
  const any = fc.record({
    kind: fc.constantFrom('connected', 'disconnected', 'created', 'deleted'),
    at: moment,
  });
  return fc
    .array(any, { maxLength: 40 })
    .map((told) => told.map(toEvent))
    .chain((events) =>
      fc
        .array(fc.nat({ max: 39 }), { maxLength: 10 })
        .map((again) => [...events, ...again.flatMap((index) => events[index] ?? [])])
        .chain((some) =>
          fc
            .shuffledSubarray(some, { minLength: some.length })
            .map((shuffled) => ({ events, shuffled })),
        ),
    );
}

function toEvent({ kind, at }: { kind: string; at: Date }, index: number): DeviceEvent {
  const isConnection = kind === 'connected' || kind === 'disconnected';
  return {
    id: `event-${index}`,
    kind: kind as DeviceEvent['kind'],
    hub: 'contoso-hub',
    device: 'device-1',
    module: '',
    at,
    ...(isConnection && { sequence: sequenceOf(index) }),
  };
}

function compare(one = '', other = ''): number {
  return one < other ? -1 : Number(one > other);
}
