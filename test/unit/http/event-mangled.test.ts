import fc from 'fast-check';
import { readEvents } from '../../../src/connections/read-events';
import { hubTopic, type WireEvent } from '../../support/device-events';
import { type EventBench, openEventBench } from '../../support/event-bench';
import {
  asCloudEvent,
  connectedWithOffset,
  created,
  farewell,
  handshake,
  moduleDisconnected,
  telemetry,
} from '../../support/event-payloads';
import { knownHubs } from '../../support/hubs';

let bench: EventBench;

beforeEach(async () => {
  bench = await openEventBench();
});

afterEach(() => bench.close());

const good: WireEvent[] = [
  connectedWithOffset,
  moduleDisconnected,
  created,
  telemetry,
  handshake(),
  farewell(),
].flatMap((event) => [event, asCloudEvent(event)]);

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('', '\0', '\ud800', '__proto__', -0, 1e308, [], {}, hubTopic('contoso-hub')),
);

/** A good event in which some fields, at any depth, hold something else or are gone. */
const mangled = fc
  .tuple(fc.constantFrom(...good), fc.array(fc.tuple(fc.nat(30), anything), { maxLength: 3 }))
  .map(([event, changes]) =>
    changes.reduce<unknown>((each, change) => put(each, ...change), event),
  );

const batches = fc.oneof(fc.array(mangled, { maxLength: 5 }), mangled, anything);

describe('a mangled batch of events', () => {
  it('is taken or refused, and never a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (body) => {
        const reply = await bench.postEvents(body);

        expect([200, 400, 403]).toContain(reply.status);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  it('is taken or refused where its text was mangled as well', async () => {
    const text = JSON.stringify(good);
    const place = fc.nat(text.length - 1);
    await fc.assert(
      fc.asyncProperty(place, place, fc.string({ maxLength: 4 }), async (from, to, between) => {
        const body = text.slice(0, from) + between + text.slice(to);

        const reply = await bench.post('/api/events', body);

        expect([200, 400]).toContain(reply.status);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it('loses none of the good events in it, and accounts for every other', () => {
    const deps = { hubs: knownHubs('contoso-hub'), expectedTopics: [hubTopic('contoso-hub')] };
    fc.assert(
      fc.property(fc.array(mangled, { maxLength: 8 }), (events) => {
        const delivery = readEvents([created, ...events, moduleDisconnected], deps);

        if (delivery.kind !== 'events') throw new Error('a batch of two or more is a batch');
        const accounted = delivery.events.length + delivery.unreadable.length + delivery.ignored;
        expect(accounted).toBe(events.length + 2);
        expect(delivery.events[0]?.id).toBe(created.id);
        expect(delivery.events.at(-1)?.id).toBe(moduleDisconnected.id);
      }),
    );
  });
});

/** Puts a value at the n-th place of a tree, counted as its fields come; beyond them, nowhere. */
function put(tree: unknown, at: number, value: unknown): unknown {
  let left = at;
  const walk = (each: unknown): unknown => {
    if (left-- === 0) return value;
    if (typeof each !== 'object' || each === null) return each;
    const fields = Object.entries(each).map(([name, field]) => [name, walk(field)]);
    return Array.isArray(each) ? fields.map(([, field]) => field) : Object.fromEntries(fields);
  };
  return walk(tree);
}
