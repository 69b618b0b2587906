import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createDocumentSplitter } from './split-document';
import { createLineSplitter } from './split-lines';

/** Receives every value of a file, and every piece that is none. Lines count from 1. */
export interface ValueReceiver {
  onValue(value: unknown, line: number): void;
  onBad(line: number, reason: string): void;
}

/**
 * Reads one value a line, a JSON array, or `{"records":[…]}`, printed in any way, without ever
 * holding more than one value: exported logs easily outgrow memory and the longest string.
 */
export async function readJsonValues(path: string, receiver: ValueReceiver): Promise<void> {
  const take = (text: string, line: number) => parseInto(receiver, text, line);
  const splitter = (await isDocument(path))
    ? createDocumentSplitter({ take, onBad: receiver.onBad })
    : createLineSplitter(take);
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 });
  let first = true;
  for await (const chunk of stream) {
    splitter.push(first ? withoutMark(String(chunk)) : String(chunk));
    first = false;
  }
  splitter.end();
}

function parseInto(receiver: ValueReceiver, text: string, line: number): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    receiver.onBad(line, 'not valid JSON');
    return;
  }
  for (const one of unwrap(value)) receiver.onValue(one, line);
}

/** A line may be a record, an Event Hubs batch of them, or an array. */
function unwrap(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  const records = (value as { records?: unknown } | null)?.records;
  return Array.isArray(records) ? records : [value];
}

/**
 * A file whose first line is a whole value is read by lines, where one broken line costs only
 * itself. Everything else is one document that goes over lines.
 */
async function isDocument(path: string): Promise<boolean> {
  const head = withoutMark(await readHead(path)).trimStart();
  const line = head.split('\n', 1)[0] ?? '';
  if (isJson(line)) return false;
  return head.startsWith('[') || /^\{\s*"records"\s*:\s*\[/.test(head) || /[{,:]\s*$/.test(line);
}

async function readHead(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Files written on Windows may start with a byte order mark, which JSON does not allow. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
