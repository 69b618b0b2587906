import type { IncomingMessage, ServerResponse } from 'node:http';
import { type KeepRefusedDeps, keepRefused } from './keep-refused';
import { readJsonBody } from './read-json-body';
import { recordBody } from './record-body';
import { replyJson } from './replies';
import { requireSender, type SenderDeps } from './require-sender';

export interface AlertRouteDeps extends KeepRefusedDeps, SenderDeps {
  /** Answers when the alert is durable; throws AppError `alert_invalid` for what cannot be read. */
  receiveAlert(body: unknown): Promise<'accepted' | 'duplicate'>;
}

/** POST /api/alerts: 202 when the alert is stored, whatever becomes of it afterwards. */
export async function handleAlertRequest(
  req: IncomingMessage,
  res: ServerResponse,
  deps: AlertRouteDeps,
): Promise<void> {
  const sender = await requireSender(req, 'alerts', deps);
  const record = recordBody(req);
  try {
    const status = await deps.receiveAlert(await readJsonBody(req));
    replyJson(res, 202, { status });
  } catch (error) {
    await keepRefused(req, { sender, error, record }, deps);
    throw error;
  }
}
