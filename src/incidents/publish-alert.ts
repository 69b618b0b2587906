import { asEpisode } from '../alerts/health-event';
import type { Alert } from '../ports/alert';
import type { TakenAlert } from '../ports/alert-inbox';
import type { Decision } from '../ports/decision-trail';
import type { Incident, IncidentBook } from '../ports/incident-book';
import { alertPlace } from '../reports/alert-place';
import type { Publisher, PublishHow } from './delivery/publish';
import { replyJoined, replyResolved } from './news-replies';
import { noteDecisions, type TrailDeps } from './note-decision';
import { type AlertPlace, placeOfAlert } from './place-of-alert';
import { isEndNews } from './stage';

interface PublishDeps extends TrailDeps {
  incidents: IncidentBook;
  publisher: Publisher;
}

/**
 * Records what an alert says and wants the cards of its incident, or of those that it ends. Every
 * step may be repeated after a stop anywhere. Gives how many conversations are to show it.
 */
export async function publishAlert(taken: TakenAlert, deps: PublishDeps): Promise<number> {
  const alert = asEpisode(taken.alert);
  return alert.condition === 'fired'
    ? publishFiring(alert, taken.receivedAt, deps)
    : publishResolve(alert, taken.receivedAt, deps);
}

async function publishFiring(alert: Alert, receivedAt: Date, deps: PublishDeps): Promise<number> {
  const incident = await deps.incidents.recordFiring(alert, receivedAt);
  const place = placeOfAlert(alert, incident);
  await noteDecisions([decideFiring(alert, incident, place)], deps);
  const reply = place === 'joined' ? replyJoined(incident, alert) : undefined;
  const how: PublishHow = {
    urgency: place === 'opened' ? 'new' : 'update',
    reach: 'everybody',
    ...(reply && { reply, isState: true }),
  };
  return (await deps.publisher.publish(incident, how)).audience;
}

/** Who already has the card of a firing gets its end in place; nobody gets a card for it anew. */
async function publishResolve(alert: Alert, receivedAt: Date, deps: PublishDeps): Promise<number> {
  const resolvedAt = alert.resolvedAt ?? receivedAt;
  const ended = await deps.incidents.recordResolve(alert, resolvedAt, receivedAt);
  let audience = 0;
  for (const incident of ended) {
    await noteDecisions([decideResolve(alert, incident)], deps);
    const reply = replyResolved(incident);
    const how: PublishHow = {
      urgency: isEndNews(incident) ? 'recovery' : 'update',
      reach: 'cards-first',
      ...(reply && { reply }),
    };
    audience += (await deps.publisher.publish(incident, how)).audience;
  }
  return audience;
}

const fired: Record<AlertPlace, string> = {
  opened: 'it opened an incident',
  joined: 'it joined the incident that is open there',
  repeated: 'it had fired before, and is counted on the card of its incident',
  updated: 'it is one more message about an event, and updates its card',
};

function decideFiring(alert: Alert, { key }: Incident, place: AlertPlace): Omit<Decision, 'at'> {
  const text = `${nameOf(alert)} fired for ${alertPlace(alert)}: ${fired[place]}.`;
  return { subject: { kind: 'alert', id: alert.id }, what: place, text, incident: key };
}

function decideResolve(alert: Alert, incident: Incident): Omit<Decision, 'at'> {
  const isOver = incident.resolvedAt !== undefined;
  const means = isOver ? 'its incident is resolved' : 'its incident goes on without it';
  return {
    subject: { kind: 'alert', id: alert.id },
    what: 'resolved',
    text: `${nameOf(alert)} is over for ${alertPlace(alert)}: ${means}.`,
    incident: incident.key,
  };
}

function nameOf({ rule }: Alert): string {
  return rule === '' ? 'An alert without a rule' : `Rule ${rule}`;
}
