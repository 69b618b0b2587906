import { redactSecrets } from '../shared/redact-secrets';

const maxLength = 2048;
// More than is shown, so that a secret at the end of it is seen whole.
const maxScanned = 2 * maxLength;

/** The beginning of an event that cannot be read, without secrets and the `known` ones above all. */
export function readExcerpt(event: unknown, known: string[] = []): string {
  return redactSecrets(write(event).slice(0, maxScanned), known).slice(0, maxLength);
}

function write(event: unknown): string {
  try {
    return JSON.stringify(event);
  } catch (error) {
    // JSON may be read deeper than it can be written.
    if (error instanceof RangeError) return '(nested too deeply to be shown)';
    throw error;
  }
}
