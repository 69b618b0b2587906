import type { Clock } from '../../ports/clock';
import type { ConversationKey } from '../../ports/conversation-memory';
import type { Decision, DecisionTrail } from '../../ports/decision-trail';
import type { Incident } from '../../ports/incident-book';
import type { Mute, MuteBook } from '../../ports/mute-book';
import type { Route, RouteFilter } from '../../ports/route-book';
import { sayMute, sayScope } from '../../reports/mute-words';
import type { Logger } from '../../shared/logger';
import { sayWhere } from '../delivery/say-where';
import { type AffectedDevices, findAffectedDevices } from './affected-devices';
import { findCovering, mayBeCovered } from './covers-incident';
import { fitsFilter } from './fits-filter';

export interface WantsDeps {
  mutes: Pick<MuteBook, 'list'>;
  trail?: Pick<DecisionTrail, 'add'>;
  /** Devices of an incident that are away or flap, more than it has listed. */
  listAway?(incident: Incident): Promise<string[]>;
  clock: Clock;
  log: Logger;
}

/** Why a conversation is not shown an incident now, as the trail has it. */
interface Refusal {
  what: 'muted' | 'waits' | 'unwanted';
  text: string;
}

/** So many conversations and incidents are remembered, so that each decision is told once. */
const mostTold = 5000;

/**
 * Whether a conversation is to be shown an incident: its route asks for it, and no mute of that
 * conversation covers it. While the cause alone decides and the logs have not answered, it waits.
 * A refusal is told to the trail once, and again when its reason changes.
 */
export function createWantsIncident(
  deps: WantsDeps,
): (route: Route, incident: Incident) => Promise<boolean> {
  const told = new Map<string, string>();
  return async (route, incident) => {
    const refusal = await findRefusal(route, incident, deps);
    const key = JSON.stringify([route.conversation.channel, route.conversation.id, incident.key]);
    if (refusal === undefined) {
      told.delete(key);
      return true;
    }
    if (told.get(key) !== refusal.text) await tell(refusal, route.conversation, incident, deps);
    remember(told, key, refusal.text);
    return false;
  };
}

async function findRefusal(
  { conversation, filter }: Route,
  incident: Incident,
  deps: WantsDeps,
): Promise<Refusal | undefined> {
  const now = deps.clock.now();
  const all = await deps.mutes.list(now, { channel: conversation.channel, id: conversation.id });
  const mutes = all.filter(({ from }) => from <= now);
  const affected = await findAffected(incident, mutes, filter, deps);
  const fit = fitsFilter(filter, incident, affected);
  if (fit.kind === 'unwanted') {
    return { what: 'unwanted', text: `That conversation did not ask for it: it ${fit.why}.` };
  }
  const mute = findCovering(mutes, incident, affected);
  if (mute !== undefined) {
    return { what: 'muted', text: `${sayScope(mute.scope)}, ${sayMute(mute, now)}.` };
  }
  if (fit.kind === 'fits' && !mayBeCovered(mutes, incident)) return undefined;
  return {
    what: 'waits',
    text: 'The first card waits for the logs: which causes are shown there was narrowed.',
  };
}

/** A crowd is read in pages only where somebody's devices decide. */
function findAffected(
  incident: Incident,
  mutes: Mute[],
  filter: RouteFilter | undefined,
  { listAway }: WantsDeps,
): Promise<AffectedDevices> {
  const isAsked =
    (filter?.devices ?? []).length > 0 ||
    mutes.some(({ scope }) => scope.kind === 'device' || scope.kind === 'pattern');
  return findAffectedDevices(incident, isAsked ? listAway : undefined);
}

async function tell(
  { what, text }: Refusal,
  conversation: ConversationKey,
  incident: Incident,
  { trail, clock, log }: WantsDeps,
): Promise<void> {
  const decision: Decision = {
    at: clock.now(),
    subject: { kind: 'incident', key: incident.key },
    what,
    text: `Not shown in ${sayWhere(conversation)}: ${lowerFirst(text)}`,
    incident: incident.key,
  };
  try {
    await trail?.add([decision]);
  } catch (err) {
    // What is shown does not depend on whether anybody can ask about it later.
    log.error({ err, incident: incident.key }, 'decision not kept');
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function remember(told: Map<string, string>, key: string, text: string): void {
  told.delete(key);
  told.set(key, text);
  const [oldest] = told.keys();
  if (told.size > mostTold && oldest !== undefined) told.delete(oldest);
}
