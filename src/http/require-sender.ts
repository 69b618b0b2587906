import type { IncomingMessage } from 'node:http';
import { AppError } from '../shared/app-error';

export interface SenderDeps {
  /** Who the sender proves to be, in words for the operator; undefined when nobody we know. */
  identifySender(
    req: IncomingMessage,
    entrance: 'alerts' | 'events',
  ): string | undefined | Promise<string | undefined>;
}

/** Throws AppError `webhook_key_wrong` for whoever may not post there. */
export async function requireSender(
  req: IncomingMessage,
  entrance: 'alerts' | 'events',
  deps: SenderDeps,
): Promise<string> {
  const sender = await deps.identifySender(req, entrance);
  if (sender !== undefined) return sender;
  throw new AppError(
    'webhook_key_wrong',
    'The key is missing or wrong: send one of WEBHOOK_KEYS as the header x-reconnect-key or as the query parameter key, or a token of Entra where WEBHOOK_AUDIENCE is set',
  );
}
