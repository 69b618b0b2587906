import type { Incident, IncidentEvent } from '../ports/incident-book';
import { sayCount, sayTimes } from '../reports/words';
import { tellAnswer } from './compare-answers';

interface Line {
  at: Date;
  text: string;
}

/** What happened to an incident, oldest first; nothing of what the rest of its card tells. */
export function tellHistory(incident: Incident): Line[] {
  const lines = incident.history.flatMap((event) => tellEvent(event, incident));
  return lines.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function tellEvent(event: IncidentEvent, incident: Incident): Line[] {
  const text = textOf(event, incident);
  if (text === undefined) return [];
  const word = event.told?.word ?? '';
  return [{ at: event.at, text: word === '' ? text : `${text} · ${word}` }];
}

function textOf(event: IncidentEvent, incident: Incident): string | undefined {
  const { what, rule = '', count = 0, by = '', again } = event;
  switch (what) {
    case 'fired':
      // Where the sender gave no time, it is when the alert came.
      return incident.alert.timesFrom === 'receipt' ? 'Received' : 'Fired';
    case 'fired_again':
      return 'Fired again';
    case 'updated':
      return 'Updated by Azure';
    case 'answered':
      return tellAnswer(event, incident);
    case 'resolved':
      return 'Resolved';
    case 'silent':
      return 'Closed: no word since';
    case 'joined':
      return `Also fired${again === undefined ? '' : `, ${sayTimes(again.times)}`}: ${nameRule(rule)}`;
    case 'alert_over':
      return `Over: ${nameRule(rule)}`;
    case 'devices':
      return `${sayCount(count, 'device')} away`;
    case 'back':
      return `${sayCount(count, 'device')} back`;
    case 'deleted':
      return `${sayCount(count, 'device')} deleted`;
    case 'wavered':
      return `${sayCount(count, 'more change')} since: devices that went or came back`;
    case 'acknowledged':
      return `Acknowledged by ${by}`;
    case 'folded':
      return `and ${sayCount(count, 'line')} more`;
  }
}

function nameRule(rule: string): string {
  return rule === '' ? 'an alert without a rule' : rule;
}
