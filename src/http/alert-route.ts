import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../shared/app-error';
import { type KeepRefusedDeps, keepRefused } from './keep-refused';
import { readJsonBody } from './read-json-body';
import { recordBody } from './record-body';
import { replyJson } from './replies';

export interface AlertRouteDeps extends KeepRefusedDeps {
  /** Answers when the alert is durable; throws AppError `alert_invalid` for what cannot be read. */
  receiveAlert(body: unknown): Promise<'accepted' | 'duplicate'>;
  /** Who the sender proves to be, in words for the operator; undefined when nobody we know. */
  identifySender(req: IncomingMessage): string | undefined | Promise<string | undefined>;
}

/** POST /api/alerts: 202 when the alert is stored, whatever becomes of it afterwards. */
export async function handleAlertRequest(
  req: IncomingMessage,
  res: ServerResponse,
  deps: AlertRouteDeps,
): Promise<void> {
  const sender = await deps.identifySender(req);
  if (sender === undefined) {
    throw new AppError(
      'webhook_key_wrong',
      'The key is missing or wrong: send one of WEBHOOK_KEYS as the header x-reconnect-key or as the query parameter key',
    );
  }
  const record = recordBody(req);
  try {
    const status = await deps.receiveAlert(await readJsonBody(req));
    replyJson(res, 202, { status });
  } catch (error) {
    await keepRefused(req, { sender, error, record }, deps);
    throw error;
  }
}
