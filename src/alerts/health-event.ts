import type { Alert } from '../ports/alert';
import type { ResourceHealthAbout, ServiceHealthAbout } from '../ports/alert-about';
import { shortenId } from './shorten-id';

/**
 * The alert as a part of what it belongs to. Alerts on health come as fired whatever they tell, and
 * each with an id of its own: those of one event share an id here, and its end resolves it.
 */
export function asEpisode(alert: Alert): Alert {
  const { about } = alert;
  if (alert.event !== undefined) return alert;
  if (about.kind === 'resource-health') {
    return join(alert, about, about.correlationId, about.isOver ? about.at : undefined);
  }
  if (about.kind !== 'service-health') return alert;
  return join(alert, about, about.trackingId, about.mitigatedAt);
}

type HealthAbout = ResourceHealthAbout | ServiceHealthAbout;

function join(alert: Alert, about: HealthAbout, name: string, endedAt: Date | undefined): Alert {
  if (name === '') return alert;
  const { firedAt, resolvedAt } = alert;
  const id = JSON.stringify([about.kind, name, ...nameResources(alert)]);
  const event = { message: nameMessage(alert, about), word: plainWord(about) };
  const episode = shortenId({ ...alert, id, event });
  if (!about.isOver) return episode;
  const end = resolvedAt ?? latest(firedAt, endedAt);
  return { ...episode, condition: 'resolved', resolvedAt: end };
}

/**
 * Two resources may have one name: ARM ids tell them apart, and the sender's casing does not. An
 * alert about several is about all of them, in whatever order.
 */
function nameResources({ hubs, hubCertainty, targets, notAHub }: Alert): string[] {
  const ours = hubCertainty === 'workspace' ? [] : hubs.map(({ name }) => name);
  const named = [...ours, ...targets].map((each) => each.toLowerCase());
  return named.length > 0 ? [...new Set(named)].sort() : [(notAHub ?? '').toLowerCase()];
}

/** Some senders repeat their id for every message: what it says counts as well. */
function nameMessage({ id, firedAt }: Alert, about: HealthAbout): string {
  const said =
    about.kind === 'resource-health'
      ? [about.current, about.status, about.at?.getTime() ?? 0, about.title]
      : [about.stage, about.mitigatedAt?.getTime() ?? 0, about.title, about.communication];
  return JSON.stringify([id, firedAt.getTime(), ...said.map((part) => String(part).slice(0, 300))]);
}

/** What stands in a card's history: nothing there may be anything but words. */
function plainWord(about: HealthAbout): string {
  const word = about.kind === 'resource-health' ? about.current || about.status : about.stage;
  return /^[A-Za-z][A-Za-z ]{0,39}$/.test(word) ? word : '';
}

/** An end that lies before the message about it is not the end of what was told later. */
function latest(one: Date, other: Date | undefined): Date {
  return other !== undefined && other > one ? other : one;
}
