import type { IncomingMessage, ServerResponse } from 'node:http';
import { replyJson } from './replies';

export interface Readiness {
  ready: boolean;
  /** What was looked at, each with one word or a short reason. */
  checks: Record<string, string>;
}

/** GET /healthz: the process runs and answers. It asks nobody else. */
export async function handleHealthRequest(
  _req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  replyJson(res, 200, { status: 'ok' });
}

/** GET /readyz: 200 when alerts and messages can be taken, else 503 with what is missing. */
export async function handleReadinessRequest(
  _req: IncomingMessage,
  res: ServerResponse,
  deps: { readiness(): Promise<Readiness> },
): Promise<void> {
  const { ready, checks } = await deps.readiness();
  replyJson(res, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', checks });
}
