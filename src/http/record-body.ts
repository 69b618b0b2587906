import type { IncomingMessage } from 'node:http';

export const maxRecordedBytes = 64 * 1024;
// A refusal is answered soon, also to a sender whose body comes slowly or never.
const waitMs = 250;

export interface BodyRecord {
  /** The beginning of the body: as much as there is, or has come within a moment. */
  beginning(): Promise<Buffer>;
  /** Length of the whole body as far as it is known. */
  size(): number;
}

/** Listens beside whoever reads the body. Call it before the reading starts. */
export function recordBody(req: IncomingMessage): BodyRecord {
  const chunks: Buffer[] = [];
  let recorded = 0;
  let size = 0;
  let settle = (): void => undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (recorded >= maxRecordedBytes) return;
    const part = chunk.subarray(0, maxRecordedBytes - recorded);
    chunks.push(part);
    recorded += part.length;
    if (recorded >= maxRecordedBytes) settle();
  });
  req.once('end', settle);
  req.once('close', settle);
  return {
    async beginning() {
      const timer = setTimeout(settle, waitMs);
      await settled;
      clearTimeout(timer);
      return Buffer.concat(chunks);
    },
    size: () => Math.max(size, Number(req.headers['content-length']) || 0),
  };
}
