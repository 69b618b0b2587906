import type { IncomingMessage, ServerResponse } from 'node:http';

/** GET /metrics in Prometheus' text form. */
export async function handleMetricsRequest(
  _req: IncomingMessage,
  res: ServerResponse,
  deps: { metrics(): Promise<string> },
): Promise<void> {
  const text = await deps.metrics();
  res.statusCode = 200;
  res.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
  res.end(text);
}
