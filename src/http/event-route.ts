import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EventBatch, EventDelivery } from '../connections/read-events';
import type { EventOutcome } from '../ports/connection-ledger';
import { AppError } from '../shared/app-error';
import { joinBinaryMode } from './event-binary-mode';
import { countEvents, type EventCount } from './event-counts';
import { type KeepRefusedDeps, keepRefused } from './keep-refused';
import { type BodyLimits, readJsonBody } from './read-json-body';
import { recordBody } from './record-body';
import { replyJson } from './replies';
import { requireSender, type SenderDeps } from './require-sender';

export interface EventIntake {
  /** What the body brings; throws AppError for a body that can never be taken. */
  read(body: unknown): EventDelivery;
  /** Answers when the batch is durable: what became of each event, in their order. */
  receive(batch: EventBatch): Promise<EventOutcome[]>;
  /** Names of the event subscriptions that may begin to send, in any case; none means any. */
  subscriptions: string[];
  count?(what: EventCount, events: number): void;
}

export interface EventRouteDeps extends KeepRefusedDeps, SenderDeps {
  events: EventIntake;
}

// Event Grid means to send at most 1 MB and keeps to it softly; what it is refused it never repeats.
export const maxEventBytes = 8 * 1024 * 1024;

const limits: BodyLimits = {
  maxBytes: maxEventBytes,
  contentTypes: [
    'application/json',
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
  ],
};

/** POST /api/events: 200 when every event of the batch is stored, whatever becomes of it. */
export async function handleEventRequest(
  req: IncomingMessage,
  res: ServerResponse,
  deps: EventRouteDeps,
): Promise<void> {
  const sender = await requireSender(req, 'events', deps);
  const record = recordBody(req);
  try {
    const delivery = deps.events.read(joinBinaryMode(req, await readJsonBody(req, limits)));
    replyJson(res, 200, await answerDelivery(req, delivery, deps));
  } catch (error) {
    await keepRefused(req, { sender, error, record }, deps);
    throw error;
  }
}

async function answerDelivery(
  req: IncomingMessage,
  delivery: EventDelivery,
  deps: EventRouteDeps,
): Promise<object> {
  const subscription = readSubscription(req);
  switch (delivery.kind) {
    case 'handshake':
      requireExpected(subscription, deps.events.subscriptions);
      deps.log.info({ subscription }, 'an event subscription was welcomed');
      return { validationResponse: delivery.code };
    case 'farewell':
      deps.log.warn({ subscription }, 'an event subscription was deleted: it sends no more events');
      return {};
    case 'events':
      return takeBatch(delivery, deps);
  }
}

async function takeBatch(batch: EventBatch, deps: EventRouteDeps): Promise<object> {
  const counts = countEvents(batch, await deps.events.receive(batch));
  for (const [what, events] of Object.entries(counts)) {
    if (events > 0) deps.events.count?.(what as EventCount, events);
  }
  const [first] = batch.unreadable;
  if (first !== undefined) {
    const { index, reason } = first;
    deps.log.warn({ unreadable: counts.unreadable, index, reason }, 'events could not be read');
  }
  return counts;
}

function requireExpected(subscription: string | undefined, expected: string[]): void {
  const name = subscription?.toLowerCase();
  if (expected.length === 0 || expected.some((each) => each.toLowerCase() === name)) return;
  throw new AppError(
    'subscription_unexpected',
    'The event subscription is none of the expected ones: see EVENT_GRID_SUBSCRIPTIONS',
  );
}

function readSubscription(req: IncomingMessage): string | undefined {
  const name = req.headers['aeg-subscription-name'];
  return typeof name === 'string' ? name.slice(0, 200) : undefined;
}
