import type { IncomingMessage } from 'node:http';

const attributes = ['specversion', 'id', 'source', 'type', 'time', 'subject'];

/**
 * CloudEvents may put the attributes of a single event into headers and only its data into the
 * body. Gives the event as if all of it had been in the body; any other body as it is.
 */
export function joinBinaryMode(req: IncomingMessage, body: unknown): unknown {
  if (req.headers['ce-specversion'] === undefined) return body;
  const event: Record<string, unknown> = { data: body };
  for (const attribute of attributes) {
    const value = req.headers[`ce-${attribute}`];
    if (typeof value === 'string') event[attribute] = decode(value);
  }
  return event;
}

/** Header values are percent-encoded where they are not plain ASCII. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
