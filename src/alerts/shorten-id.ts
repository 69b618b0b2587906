import { createHash } from 'node:crypto';
import type { Alert } from '../ports/alert';

// Azure's own have two hundred to three hundred. Stores cannot look up a text of pages.
const longestBytes = 500;

/** An id that is longer than any of Azure's becomes a digest: as good to tell alerts apart by. */
export function shortenId(alert: Alert): Alert {
  if (Buffer.byteLength(alert.id) <= longestBytes) return alert;
  return { ...alert, id: `sha256:${createHash('sha256').update(alert.id).digest('hex')}` };
}
