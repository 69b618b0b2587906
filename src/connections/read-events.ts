import { z } from 'zod';
import type { DeviceEvent, UnreadableEvent } from '../ports/device-event';
import type { HubDirectory } from '../ports/hub';
import { AppError, isAppError } from '../shared/app-error';
import { nameType } from './read-envelope';
import { readEvent } from './read-event';
import { readExcerpt } from './read-excerpt';
import { checkTopics, type TopicCheck } from './read-topic';

/** What a POST of Event Grid brings. */
export type EventDelivery =
  /** Somebody subscribes: who gives the code back agrees. */
  { kind: 'handshake'; code: string } | { kind: 'farewell' } | EventBatch;

export interface EventBatch {
  kind: 'events';
  /** In the order in which they came. */
  events: DeviceEvent[];
  unreadable: UnreadableEvent[];
  /** How many said nothing about who is connected. */
  ignored: number;
}

export interface ReadEventsDeps {
  hubs: HubDirectory;
  /** ARM ids in any case; empty means any. */
  expectedTopics: string[];
  /** Never kept, whoever repeats them. */
  secrets?: string[];
}

/** Event Grid sends at most 5,000, and takes a refusal as final: so somewhat more is taken. */
export const maxEvents = 10_000;
// When everything is wrong, everything is wrong in the same way.
const maxExcerpts = 100;

const handshakeType = 'microsoft.eventgrid.subscriptionvalidationevent';
const farewellType = 'microsoft.eventgrid.subscriptiondeletedevent';

/**
 * Reads a batch, or a single event, in the Event Grid schema or as CloudEvents 1.0. An event that
 * cannot be read does not stop the others. Throws AppError `events_invalid` for a body that is no
 * batch, `batch_too_large`, and `topic_unexpected` for a handshake about something else.
 */
export function readEvents(body: unknown, deps: ReadEventsDeps): EventDelivery {
  const batch: unknown[] = Array.isArray(body) ? body : [body];
  const types = batch.map(nameType);
  requireBatch(types);
  const topics = checkTopics(deps.expectedTopics);
  if (batch.length === 1) {
    const type = types[0]?.toLowerCase();
    if (type === handshakeType) return readHandshake(batch[0], topics);
    if (type === farewellType) return { kind: 'farewell' };
  }
  return readBatch(batch, { ...deps, topics });
}

function requireBatch(types: (string | undefined)[]): void {
  if (types.length > maxEvents) {
    throw new AppError('batch_too_large', `The batch has more than ${maxEvents} events`);
  }
  // An empty batch is one: there is just nothing in it.
  if (types.length === 0 || types.some((type) => type !== undefined)) return;
  throw new AppError(
    'events_invalid',
    'The body is no batch of events: nothing in it has an eventType (Event Grid schema), or a specversion and a type (CloudEvents 1.0)',
  );
}

function readBatch(
  batch: unknown[],
  deps: Pick<ReadEventsDeps, 'hubs' | 'secrets'> & { topics: TopicCheck },
): EventBatch {
  const result: EventBatch = { kind: 'events', events: [], unreadable: [], ignored: 0 };
  const { events, unreadable } = result;
  for (const [index, event] of batch.entries()) {
    try {
      const read = readEvent(event, deps);
      if (read === undefined) result.ignored += 1;
      else events.push(read);
    } catch (error) {
      if (!isAppError(error, 'event_unreadable')) throw error;
      const excerpt = unreadable.length < maxExcerpts ? readExcerpt(event, deps.secrets) : '';
      unreadable.push({ index, reason: error.message, excerpt });
    }
  }
  return result;
}

const Handshake = z.object({
  topic: z.string(),
  data: z.object({ validationCode: z.string().regex(/^[\w.~+/=-]{1,256}$/) }),
});

/** The address in it, where one could agree as well, is never asked: anybody could have written it. */
function readHandshake(event: unknown, topics: TopicCheck): EventDelivery {
  const read = Handshake.safeParse(event);
  if (!read.success) {
    throw new AppError(
      'events_invalid',
      'The handshake cannot be read: it needs a topic and data.validationCode',
    );
  }
  const { topic, data } = read.data;
  if (topics.isExpectedScope(topic)) return { kind: 'handshake', code: data.validationCode };
  throw new AppError(
    'topic_unexpected',
    'The topic of this subscription is none of the expected ones: see EVENT_GRID_TOPICS and IOT_HUB_RESOURCE_IDS',
  );
}
