import type { JoinedAlert } from '../ports/incident-book';
import type { AlertSubject } from './alert-subject';
import type { AlertReport } from './report';
import { isoSeconds, sayCount, sayTimes } from './words';

/** Other rules that fire, or fired, for the same problem: one line each, the first to fire first. */
export function tellJoined({
  alert,
  joined = [],
  moreJoined = 0,
}: AlertSubject): Pick<AlertReport, 'joined'> {
  const rules = new Map<string, JoinedAlert[]>();
  for (const each of joined) {
    const { rule, id } = each.alert;
    // How often the card's own rule fired stands beside its times.
    if (alert.id === id || (rule !== '' && rule === alert.rule)) continue;
    rules.set(rule || id, [...(rules.get(rule || id) ?? []), each]);
  }
  const lines = [...rules.values()].map(tellRule);
  const [last] = lines.slice(-1);
  if (last !== undefined && moreJoined > 0) {
    last.text += `; and ${sayCount(moreJoined, 'more firing')}`;
  }
  return lines.length === 0 ? {} : { joined: lines };
}

function tellRule(firings: JoinedAlert[]): { at: string; text: string } {
  const [first] = firings;
  if (first === undefined) return { at: '', text: '' };
  const { rule, severity } = first.alert;
  const isOver = firings.every(({ resolvedAt }) => resolvedAt !== undefined);
  const often = firings.length === 1 ? '' : `, ${sayTimes(firings.length)}`;
  const name = rule === '' ? `an alert without a rule, ${severity}` : rule;
  const text = `${isOver ? 'Also fired, over' : 'Also firing'}: ${name}${often}`;
  return { at: isoSeconds(first.alert.firedAt), text };
}
