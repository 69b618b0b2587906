import type { Alert } from '../ports/alert';
import type { Incident } from '../ports/incident-book';
import { asSentence, sayDuration } from '../reports/words';
import type { PublishHow } from './delivery/publish';

/*
 * News that people have to notice: an edited card makes no sound. The same news has the same key, so
 * that it is told once, however often it is handled.
 */
type Reply = NonNullable<PublishHow['reply']>;

// Whoever heard of so many looks at the card, which counts them all.
const mostJoinedTold = 3;

/** A second rule fires for the same problem; of a crowd of them only the first are told. */
export function replyJoined(
  { key, joined, moreJoined }: Incident,
  { rule, description }: Alert,
): Reply | undefined {
  if (joined.length + moreJoined > mostJoinedTold) return undefined;
  const name = rule || description || 'another alert';
  return { key: `${key}:joined:${name}`, text: asSentence(`Also firing: ${name}`) };
}

/** Only when all of it is. */
export function replyResolved({ key, alert, devices, resolvedAt }: Incident): Reply | undefined {
  if (resolvedAt === undefined) return undefined;
  const seconds = (resolvedAt.getTime() - alert.firedAt.getTime()) / 1000;
  const after = seconds < 0 ? '' : `, after ${sayDuration(seconds)}`;
  return { key: `${key}:resolved:${resolvedAt.getTime()}`, text: `${over(devices)}${after}.` };
}

function over(devices: Incident['devices']): string {
  if (devices === undefined) return 'Resolved';
  const [only] = devices.listed;
  if (devices.total === 1 && only !== undefined) {
    return only.what === 'deleted' ? `${only.device} was deleted` : `${only.device} is back`;
  }
  return devices.deleted === 0 ? 'Everybody is back' : 'Everybody is back or was deleted';
}

/** The logs point at something else than what the card said before. */
export function replyNewCause(
  before: Incident,
  { key, asks, summary }: Incident,
): Reply | undefined {
  if (before.summary === undefined || summary === undefined) return undefined;
  if (before.summary.cause === summary.cause) return undefined;
  return { key: `${key}:cause:${asks}`, text: asSentence(`New finding: ${summary.why}`) };
}

export function replyAcknowledged({ key, acknowledged }: Incident): Reply | undefined {
  if (acknowledged === undefined) return undefined;
  return { key: `${key}:acknowledged`, text: `Acknowledged by ${acknowledged.by.name}.` };
}
