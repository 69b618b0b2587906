import type { ConversationKey } from '../../ports/conversation-memory';
import type { Mute, MuteBook, MuteScope } from '../../ports/mute-book';
import { sayReason, sayScope, sayWho } from '../../reports/mute-words';
import type { CommandAction, Report } from '../../reports/report';
import { unmuteCommand } from '../../reports/report-mutes';
import { reportNotice } from '../../reports/report-notice';
import { capitalize } from '../../reports/words';
import { AppError } from '../../shared/app-error';
import type { Asker } from '../answer-deps';
import type { IntentParameters, Understanding } from '../intent';
import { chooseZone, inZone, type TimeContext } from '../time/check-window';
import type { MuteAnswerDeps } from './mute-answer-deps';
import type { MuteDeps } from './mute-deps';
import { longestDays, sayIn, settlePeriod } from './mute-period';
import { settleScopes } from './settle-scopes';

/** A list of more is read by nobody, and every incident is held against all of them. */
const mostMutes = 200;

/** Mutes in this conversation what was named, until the time that was named. */
export async function answerMute(
  understanding: Understanding,
  asker: Asker,
  deps: MuteAnswerDeps,
): Promise<Report> {
  const { conversation, mutes } = requireMutes(asker, deps);
  const context = { now: deps.clock.now(), timeZone: chooseZone(asker.timeZone, deps.timeZone) };
  const settled = await settleScopes(understanding, asker, deps);
  if (settled.kind === 'doubt') return settled.report;
  const period = settlePeriod(understanding.parameters, context);
  if (period === undefined) return askHowLong(settled.scopes, understanding.parameters, context);
  const existing = await mutes.book.list(context.now, conversation);
  if (existing.length + settled.scopes.length > mostMutes) throw tooMany();
  const made = settled.scopes.map((scope): Mute => {
    const { parameters } = understanding;
    const by = asker.person;
    const reason = parameters.reason ?? '';
    const key = { channel: conversation.channel, id: conversation.id };
    const id = mutes.createId();
    return { id, conversation: key, scope, ...period, by, reason, createdAt: context.now };
  });
  const changed = await keepAll(made, existing, context.now, mutes.book);
  const notes = [...(understanding.parameters.windowNotes ?? []), ...settled.notes];
  return reportMuted(changed, notes, context);
}

/** The parts that every answer about mutes needs; throws AppError where there are none. */
export function requireMutes(
  { conversation }: Asker,
  { mutes }: MuteAnswerDeps,
): { conversation: ConversationKey; mutes: MuteDeps } {
  if (conversation !== undefined && mutes !== undefined) return { conversation, mutes };
  throw new AppError('conversation_missing', 'Mutes belong to chats; ask for them in one.');
}

/** Muting once more what is muted changes the mute: its end, its reason and who answers for it. */
async function keepAll(made: Mute[], existing: Mute[], now: Date, book: MuteBook) {
  const changed: Mute[] = [];
  for (const mute of made) {
    const before = existing.find(
      (each) => isSameScope(each.scope, mute.scope) && each.from <= now && mute.from <= now,
    );
    const kept = before === undefined ? mute : { ...mute, from: before.from };
    await book.add(kept);
    changed.push(kept);
  }
  return changed;
}

export function isSameScope(a: MuteScope, b: MuteScope): boolean {
  const isId = a.kind === 'device' || a.kind === 'pattern';
  const hubs = [a.hub, b.hub].map((hub) => hub?.toLowerCase());
  const values = [a.value, b.value].map((value) => (isId ? value : value.toLowerCase()));
  return a.kind === b.kind && values[0] === values[1] && hubs[0] === hubs[1];
}

function reportMuted(made: Mute[], notes: string[], context: TimeContext): Report {
  const [first] = made;
  if (first === undefined) throw new AppError('action_invalid', 'Nothing was named to mute.');
  const say = sayIn(context);
  const what = made.map(({ scope }) => sayScope(scope)).join(', ');
  const isPlanned = first.from > context.now;
  const when = `${isPlanned ? `from ${say(first.from)} ` : ''}until ${say(first.until)}`;
  const said = `${capitalize(what)}: muted in this conversation ${when}, by ${sayWho(first)}${sayReason(first)}.`;
  const text = [said, sayWhatComes(first.scope), ...notes].join(' ');
  const list: CommandAction = {
    kind: 'command',
    title: 'All mutes',
    tooltip: 'List what is muted in this conversation',
    verb: 'mutes',
    parameters: {},
  };
  const [unmute] = made.length === 1 ? [unmuteCommand(first)] : [];
  return reportNotice(text, {
    word: isPlanned ? 'Planned' : 'Muted',
    tone: notes.length > 0 ? 'warning' : 'neutral',
    actions: unmute === undefined ? [list] : [unmute, list],
  });
}

/** Nobody should find out in the night what a mute hid, or did not. */
function sayWhatComes({ kind, value }: MuteScope): string {
  const after = 'What is still open when it ends is shown then.';
  switch (kind) {
    case 'device':
    case 'pattern':
      return `Cards that other devices share, alerts that name no device, and every other conversation are as before. ${after}`;
    case 'hub':
      return `Other hubs, alerts that may be about several, and every other conversation are as before. ${after}`;
    case 'cause':
      return `First cards wait here until the logs name a cause; any other than ${value}, and logs that cannot be asked, are shown. ${after}`;
  }
}

/** The answer to a choice is a message of its own: who shares the conversation has to see it. */
function askHowLong(scopes: MuteScope[], parameters: IntentParameters, context: TimeContext) {
  const what = scopes.map(sayScope).join(', ');
  const now = inZone(context.now, context);
  const morning = now.plus({ days: 1 }).set({ hour: 8, minute: 0, second: 0, millisecond: 0 });
  const until = {
    window: { from: context.now.toISOString(), to: morning.toJSDate().toISOString() },
  };
  const choices: [string, IntentParameters][] = [
    ['1 hour', { duration: 'PT1H' }],
    ['4 hours', { duration: 'PT4H' }],
    ['Until tomorrow 08:00', until],
    ['24 hours', { duration: 'PT24H' }],
  ];
  return reportNotice(
    `For how long? Nothing is muted yet: ${what}. A mute always has an end, after ${longestDays} days at most; say “mute … for 2h” or “mute … until 18:00”.`,
    {
      word: 'Mute',
      tone: 'neutral',
      actions: choices.map(
        ([title, period]): CommandAction => ({
          kind: 'command',
          title,
          tooltip: `Mute ${what}: ${title.toLowerCase()}`,
          verb: 'mute',
          parameters: { ...parameters, ...period },
        }),
      ),
    },
  );
}

function tooMany(): AppError {
  return new AppError(
    'mutes_full',
    `This conversation has ${mostMutes} mutes already; nothing was muted.`,
  );
}
