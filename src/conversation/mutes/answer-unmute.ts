import type { Mute, MuteScope } from '../../ports/mute-book';
import { sayScope } from '../../reports/mute-words';
import type { Report } from '../../reports/report';
import { reportMutes } from '../../reports/report-mutes';
import { reportNotice } from '../../reports/report-notice';
import { capitalize } from '../../reports/words';
import { matchPattern } from '../../shared/match-pattern';
import type { Asker } from '../answer-deps';
import type { IntentParameters, Understanding } from '../intent';
import { chooseZone } from '../time/check-window';
import { isSameScope, requireMutes } from './answer-mute';
import type { MuteAnswerDeps } from './mute-answer-deps';
import { sayIn } from './mute-period';

/** Lists what is muted here, now or later. */
export async function answerMutes(asker: Asker, deps: MuteAnswerDeps): Promise<Report> {
  const { conversation, mutes } = requireMutes(asker, deps);
  const now = deps.clock.now();
  const listed = await mutes.book.list(now, conversation);
  const timeZone = chooseZone(asker.timeZone, deps.timeZone);
  return reportMutes(listed, now, sayIn({ now, timeZone }));
}

/** Ends mutes of this conversation, and of no other. */
export async function answerUnmute(
  { parameters }: Understanding,
  asker: Asker,
  deps: MuteAnswerDeps,
): Promise<Report> {
  const { conversation, mutes } = requireMutes(asker, deps);
  const now = deps.clock.now();
  const listed = await mutes.book.list(now, conversation);
  const meant = listed.filter((mute) => isMeant(mute, parameters));
  const ended = await mutes.book.end(
    meant.map(({ id }) => id),
    now,
  );
  return reportUnmuted(ended, listed, parameters);
}

function reportUnmuted(ended: Mute[], listed: Mute[], parameters: IntentParameters): Report {
  const left = listed.filter(({ id }) => !ended.some((mute) => mute.id === id));
  const covering = left.find(({ scope }) => covers(scope, parameters));
  const warning =
    covering === undefined
      ? ''
      : ` It is still covered by the mute of ${sayScope(covering.scope)}.`;
  if (ended.length === 0) {
    return reportNotice(`That was not muted in this conversation.${warning}`, {
      word: 'Not muted',
      tone: covering === undefined ? 'neutral' : 'warning',
      actions: [listMutes],
    });
  }
  const what = ended.map(({ scope }) => sayScope(scope)).join(', ');
  return reportNotice(
    `${capitalize(what)}: no longer muted in this conversation. What is still open of it is shown now.${warning}`,
    { word: 'Unmuted', tone: covering === undefined ? 'good' : 'warning', actions: [listMutes] },
  );
}

const listMutes = {
  kind: 'command' as const,
  title: 'All mutes',
  tooltip: 'List what is muted in this conversation',
  verb: 'mutes',
  parameters: {},
};

function isMeant({ id, scope }: Mute, parameters: IntentParameters): boolean {
  if (parameters.all === true) return true;
  if (parameters.mute !== undefined) return id === parameters.mute;
  return scopesOf(parameters).some((meant) => isSameOrAnyHub(scope, meant));
}

/** "unmute device-42" ends its mute on one hub as well. */
function isSameOrAnyHub(scope: MuteScope, meant: MuteScope): boolean {
  if (meant.hub !== undefined) return isSameScope(scope, meant);
  const { hub: _hub, ...anywhere } = scope;
  return isSameScope(anywhere, meant);
}

function scopesOf({ devices, pattern, hub, cause }: IntentParameters): MuteScope[] {
  const on = hub === undefined ? {} : { hub };
  if (devices !== undefined) return devices.map((value) => ({ kind: 'device', value, ...on }));
  if (pattern !== undefined) return [{ kind: 'pattern', value: pattern, ...on }];
  if (cause !== undefined) return [{ kind: 'cause', value: cause, ...on }];
  // A hub may be called like a device.
  return hub === undefined
    ? []
    : [
        { kind: 'hub', value: hub },
        { kind: 'device', value: hub },
      ];
}

function covers({ kind, value }: MuteScope, { devices = [] }: IntentParameters): boolean {
  return kind === 'pattern' && devices.some((device) => matchPattern(value, device));
}
