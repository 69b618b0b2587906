import { type EventBatch, readEvents } from '../../src/connections/read-events';
import type { HttpServerDeps } from '../../src/http/create-http-server';
import type { EventIntake } from '../../src/http/event-route';
import type { RefusedRequest } from '../../src/http/keep-refused';
import type { EventOutcome } from '../../src/ports/connection-ledger';
import { hubTopic } from './device-events';
import { type HttpBench, openHttpBench } from './http-bench';
import { knownHubs } from './hubs';

export interface EventBench extends HttpBench {
  /** What was handed over to be stored. */
  batches: EventBatch[];
  refused: RefusedRequest[];
  counted: Record<string, number>;
  postEvents(body: unknown, headers?: Record<string, string>): ReturnType<HttpBench['post']>;
}

/** The entrance for events of contoso-hub, before a store that takes every event for the newest. */
export async function openEventBench(
  events: Partial<EventIntake> = {},
  parts: Partial<HttpServerDeps> = {},
): Promise<EventBench> {
  const batches: EventBatch[] = [];
  const refused: RefusedRequest[] = [];
  const counted: Record<string, number> = {};
  const topics = { hubs: knownHubs('contoso-hub'), expectedTopics: [hubTopic('contoso-hub')] };
  const bench = await openHttpBench({
    keepRefused: async (request) => void refused.push(request),
    events: {
      read: (body) => readEvents(body, topics),
      receive: async (batch) => {
        batches.push(batch);
        return batch.events.map((): EventOutcome => 'newest');
      },
      subscriptions: [],
      count: (what, count) => {
        counted[what] = (counted[what] ?? 0) + count;
      },
      ...events,
    },
    ...parts,
  });
  const postEvents: EventBench['postEvents'] = (body, headers) =>
    bench.post('/api/events', JSON.stringify(body), headers);
  return { ...bench, batches, refused, counted, postEvents };
}
