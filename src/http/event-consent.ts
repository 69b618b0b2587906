import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../shared/app-error';
import { requireSender, type SenderDeps } from './require-sender';

const eventGrid = /^(?:[a-z0-9-]{1,63}\.){0,5}eventgrid\.azure\.(?:net|us|cn)$/i;

/**
 * OPTIONS /api/events: CloudEvents asks in this way whether a sender may post here. Consent is in
 * the headers and not in the status, so whoever is not Event Grid gets neither; it must not send
 * then. The address at which consent could be given later is never called.
 */
export async function handleConsentRequest(
  req: IncomingMessage,
  res: ServerResponse,
  deps: SenderDeps,
): Promise<void> {
  await requireSender(req, 'events', deps);
  const origin = readHeader(req, 'webhook-request-origin');
  if (origin === undefined || !eventGrid.test(origin)) {
    throw new AppError(
      'origin_unexpected',
      'WebHook-Request-Origin has to name Event Grid, such as eventgrid.azure.net',
    );
  }
  res.statusCode = 200;
  res.setHeader('Allow', 'POST');
  res.setHeader('WebHook-Allowed-Origin', origin);
  res.setHeader('WebHook-Allowed-Rate', readRate(req));
  res.end();
}

/** As many requests a minute as it asks for, and any number where it asks for none. */
function readRate(req: IncomingMessage): string {
  const asked = readHeader(req, 'webhook-request-rate');
  return asked !== undefined && /^[1-9]\d{0,8}$/.test(asked) ? asked : '*';
}

function readHeader(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return typeof value === 'string' ? value.trim() : undefined;
}
