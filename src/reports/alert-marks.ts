import type { Alert } from '../ports/alert';
import type { GoneDevices } from '../ports/incident-book';
import type { AlertSubject } from './alert-subject';

interface Mark {
  at: Date;
  label: string;
}

/** The moments of the picture, in order: when devices went, when an alert fired, when it was over. */
export function alertMarks(subject: AlertSubject): Mark[] {
  const { alert, devices } = subject;
  const marks = [...awayMarks(subject), ...firedMarks(subject)];
  const { resolvedAt } = alert;
  const isOfDevices = alert.about.kind === 'devices' && devices !== undefined;
  if (resolvedAt !== undefined) {
    marks.push({ at: resolvedAt, label: isOfDevices ? sayEnd(devices) : 'resolved' });
  }
  return marks.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function awayMarks({ alert, devices }: AlertSubject): Mark[] {
  if (devices === undefined) return [];
  return [{ at: firstAway(alert, devices), label: sayBegin(devices) }];
}

function sayBegin({ total, flapping }: GoneDevices): string {
  if (total > 1) return 'first away';
  return flapping > 0 ? 'flapping' : 'away';
}

/** Where an alert came first, of the devices that are listed. */
function firstAway({ about, firedAt }: Alert, { listed, latestAt }: GoneDevices): Date {
  if (about.kind === 'devices') return firedAt;
  const times = [latestAt, ...listed.map(({ since }) => since)].map((time) => time.getTime());
  return new Date(Math.min(...times));
}

/** The first alert; how often there were more stands on the card. */
function firedMarks({ alert, joined = [] }: AlertSubject): Mark[] {
  if (alert.about.kind !== 'devices') return [{ at: alert.firedAt, label: 'alert' }];
  const times = joined.map((each) => each.alert.firedAt.getTime());
  return times.length === 0 ? [] : [{ at: new Date(Math.min(...times)), label: 'alert' }];
}

function sayEnd({ total, deleted }: GoneDevices): string {
  if (total > 1) return 'all over';
  return deleted > 0 ? 'deleted' : 'back';
}
