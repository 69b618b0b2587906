import type { Mute } from '../ports/mute-book';
import { sayReason, sayScope, sayWho } from './mute-words';
import type { CommandAction, MutesReport } from './report';
import { capitalize, sayCount } from './words';

/** How the reader's zone shows a time: "18:00 (Europe/Berlin)". */
export type SayTime = (at: Date) => string;

/** Everything that is muted in a conversation, now or later, each with a button that ends it. */
export function reportMutes(mutes: Mute[], now: Date, sayTime: SayTime): MutesReport {
  const intro = sayIntro(mutes, now);
  return {
    kind: 'mutes',
    headline: { tone: 'neutral', icon: '○', word: 'Mutes', text: '' },
    spoken: [intro, ...mutes.slice(0, 3).map((mute) => sayWhole(mute, now, sayTime))].join(' '),
    intro,
    mutes: mutes.map((mute) => ({
      scope: capitalize(sayScope(mute.scope)),
      about: sayAbout(mute, now, sayTime),
      unmute: unmuteCommand(mute),
    })),
    actions: mutes.length > 1 ? [unmuteAll] : [],
    more: [],
  };
}

function sayIntro(mutes: Mute[], now: Date): string {
  if (mutes.length === 0) return 'Nothing is muted in this conversation, and nothing is planned.';
  const planned = mutes.filter(({ from }) => from > now).length;
  const later = planned === 0 ? '' : `, ${planned} planned for later`;
  return `${sayCount(mutes.length - planned, 'mute')} in this conversation now${later}. Other conversations are not touched by them.`;
}

const unmuteAll: CommandAction = {
  kind: 'command',
  title: 'Unmute all',
  tooltip: 'End every mute of this conversation',
  verb: 'unmute',
  parameters: { all: true },
};

/** Ends one mute. */
export function unmuteCommand({ id, scope }: Pick<Mute, 'id' | 'scope'>): CommandAction {
  return {
    kind: 'command',
    title: 'Unmute',
    tooltip: `Unmute ${sayScope(scope)}`,
    verb: 'unmute',
    parameters: { mute: id },
  };
}

/** "From 22:00 until 02:00 (UTC), by Ann, because firmware roll-out." */
function sayAbout(mute: Mute, now: Date, sayTime: SayTime): string {
  const from = mute.from > now ? `planned from ${sayTime(mute.from)} ` : '';
  return capitalize(`${from}until ${sayTime(mute.until)}, by ${sayWho(mute)}${sayReason(mute)}`);
}

function sayWhole(mute: Mute, now: Date, sayTime: SayTime): string {
  return `${capitalize(sayScope(mute.scope))}: ${sayAbout(mute, now, sayTime)}.`;
}
