import type { Alert } from '../ports/alert';

/** What an alert is about, in a few words: a hub mostly, and something else honestly. */
export function alertPlace(alert: Alert): string {
  const { about, hub, hubs, hubCertainty, unknownHub, notAHub } = alert;
  if (hubs.length > 1) return hubCertainty === 'workspace' ? anyHub(alert) : `${hubs.length} hubs`;
  if (hub !== undefined) return hub.name;
  if (unknownHub !== undefined) return `${unknownHub} (not configured)`;
  if (about.kind === 'service-health') {
    return [about.service || 'Azure', about.region].filter(Boolean).join(', ');
  }
  if (about.kind === 'budget') return about.name === '' ? 'a budget' : `budget ${about.name}`;
  if (hubCertainty === 'workspace') return anyHub(alert);
  return notAHub || 'no resource named';
}

function anyHub({ about }: Alert): string {
  const name = about.kind === 'log' ? about.workspace : '';
  return name === '' ? 'any hub of the workspace' : `any hub of workspace ${name}`;
}
