import type { SendEnd, TakenSend } from '../../ports/outbox';
import { isAppError } from '../../shared/app-error';
import { backOffMs, maxFailures } from '../retry-times';
import { endOnFailure } from './read-chat-failure';
import { sayWhere } from './say-where';
import type { SenderDeps, SendOutcome } from './send-deps';
import { tellOutcome } from './tell-outcome';

const undeliverableAfterMs = 24 * 3_600_000;

/** Stores that a send did not work, and when it is tried again. */
export async function failSend(
  taken: TakenSend,
  error: unknown,
  certainty: 'unsent' | 'uncertain',
  deps: SenderDeps,
): Promise<void> {
  const why = isAppError(error) ? error.message : 'It failed for a reason nobody foresaw.';
  const fields = { err: error, where: sayWhere(taken.conversation), failures: taken.failures + 1 };
  const end = endOnFailure(error) ?? (isHopeless(taken, error, deps) ? 'undeliverable' : undefined);
  if (end !== undefined) {
    deps.log.warn({ ...fields, end }, 'a message can never be sent there');
    return endSend(taken, end, why, deps);
  }
  const dueAt = nextTry(taken, error, deps);
  deps.log.warn({ ...fields, dueAt }, 'a message could not be sent yet');
  // A platform's failure rests the whole conversation; a fault of ours only holds up this card.
  const rest = isAppError(error) ? { rest: dueAt } : {};
  const recorded = await deps.outbox.recordUnsent(taken, { dueAt, certainty, ...rest });
  const outcome = isAppError(error, 'chat_throttled') ? 'throttled' : 'failed';
  await tellOutcome(taken, recorded === 'recorded' ? outcome : recorded, why, deps);
}

function isHopeless(
  { wantedAt, failures }: TakenSend,
  error: unknown,
  { clock }: SenderDeps,
): boolean {
  if (!isAppError(error) && failures + 1 >= maxFailures) return true;
  return clock.now().getTime() - wantedAt.getTime() > undeliverableAfterMs;
}

/** When the platform said; else later each time, and not all at the same moment. */
function nextTry(
  { failures }: TakenSend,
  error: unknown,
  { clock, random = Math.random }: SenderDeps,
): Date {
  const asked = isAppError(error) ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  const waitMs = asked > 0 ? asked : backOffMs(failures + 1) * (0.75 + random() / 2);
  return new Date(Math.ceil(clock.now().getTime() + waitMs));
}

const outcomes: Record<SendEnd, SendOutcome> = {
  conversation_gone: 'gone',
  message_gone: 'message_gone',
  refused: 'refused',
  undeliverable: 'undeliverable',
};

export async function endSend(
  taken: TakenSend,
  kind: SendEnd,
  why: string,
  deps: SenderDeps,
): Promise<void> {
  const at = deps.clock.now();
  const recorded = await deps.outbox.recordEnd(taken, { kind, why, at });
  await tellOutcome(taken, recorded === 'lost' ? 'lost' : outcomes[kind], why, deps);
}
