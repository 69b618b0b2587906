import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import { maxRecordedBytes } from './record-body';

// What is unpacked beyond this is no alert; a few KB can unpack to gigabytes.
const maxUnpackedBytes = 4 * 1024 * 1024;
const partial = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxUnpackedBytes };

const unpackers: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: (bytes) => gunzipSync(bytes, partial),
  'x-gzip': (bytes) => gunzipSync(bytes, partial),
  deflate: (bytes) => inflateSync(bytes, partial),
  br: (bytes) =>
    brotliDecompressSync(bytes, {
      finishFlush: constants.BROTLI_OPERATION_FLUSH,
      maxOutputLength: maxUnpackedBytes,
    }),
};

// Zero bytes above all: text in UTF-16 stays readable without them.
const control = /(?![\t\n\r])\p{Cc}/gu;

/**
 * The bytes as text in which secrets can be found: unpacked, and without control characters. What
 * cannot be unpacked is left out, since nobody could tell what is in it.
 */
export function readRecordedBody(bytes: Buffer, encoding: string | undefined): string {
  const plain = unpack(bytes, encoding?.trim().toLowerCase() ?? 'identity');
  if (plain === undefined) return `(${bytes.length} bytes that cannot be unpacked)`;
  return plain.toString('utf8').replace(control, '').slice(0, maxRecordedBytes);
}

function unpack(bytes: Buffer, encoding: string): Buffer | undefined {
  if (encoding === 'identity' || encoding === '') return bytes;
  try {
    return Object.hasOwn(unpackers, encoding) ? unpackers[encoding]?.(bytes) : undefined;
  } catch {
    return undefined;
  }
}
