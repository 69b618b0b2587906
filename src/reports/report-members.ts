import type { GoneDevice } from '../ports/incident-book';
import type { CommandAction, MembersReport } from './report';
import { sayCount, sayNumber, sayUtc } from './words';

/** Rows of a card's page. */
export const membersOnPage = 10;

const states: Record<GoneDevice['what'], string> = {
  away: 'away',
  flapping: 'flapping',
  back: 'back',
  deleted: 'deleted',
};

export interface MembersSubject {
  key: string;
  hub: string;
  /** From 1. */
  page: number;
  total: number;
  /** Of that page. */
  members: GoneDevice[];
}

/** One page of the devices of an incident: still away first. */
export function reportMembers(subject: MembersSubject, now: Date): MembersReport {
  const { hub, page, total, members } = subject;
  const pages = Math.max(1, Math.ceil(total / membersOnPage));
  const first = (page - 1) * membersOnPage + 1;
  const position =
    members.length === 0
      ? 'No devices on this page.'
      : `Devices ${sayNumber(first)} to ${sayNumber(first + members.length - 1)} of ${sayNumber(total)}, page ${page} of ${pages}`;
  return {
    kind: 'members',
    headline: { tone: 'neutral', icon: '◇', word: 'Devices', text: hub },
    spoken: `${sayCount(total, 'device')} of the incident on ${hub}. ${position}.`,
    hub,
    columns: [
      { heading: 'Device', width: 3 },
      { heading: 'State', width: 2 },
      { heading: 'Away since', width: 2 },
      { heading: 'Ended', width: 2 },
    ],
    rows: members.map((member) => ({ cells: cellsOf(member, now).map((text) => ({ text })) })),
    position,
    actions: [
      ...(page > 1 ? [turn(subject, page - 1, 'Previous')] : []),
      ...(page < pages ? [turn(subject, page + 1, 'Next')] : []),
    ],
    more: [],
  };
}

function cellsOf({ device, module, what, since, endedAt }: GoneDevice, now: Date): string[] {
  const ended = endedAt === undefined ? '–' : sayUtc(endedAt, now);
  return [module === '' ? device : `${device}/${module}`, states[what], sayUtc(since, now), ended];
}

function turn({ key, hub }: MembersSubject, page: number, title: string): CommandAction {
  return {
    kind: 'command',
    inPlace: true,
    title,
    tooltip: `Show page ${page} of the devices of the incident on ${hub}`,
    verb: 'members',
    parameters: { incident: key, page },
  };
}
