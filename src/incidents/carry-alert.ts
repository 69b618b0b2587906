import { asEpisode } from '../alerts/health-event';
import type { TakenAlert } from '../ports/alert-inbox';
import type { Incident } from '../ports/incident-book';
import { type AskDeps, askLogs, hearLogs, isAskDue, othersAskUntil } from './ask-logs';
import type { LogTurns } from './log-turns';
import { type IncidentDeps, type Showing, showIncident } from './show-incident';
import { createQueueTeller } from './tell-queue';

/** What is left to do after one try: nothing, or the same once more at a stored time. */
export type AlertProgress =
  | { kind: 'done'; outcome: 'shown' | 'shown_without_logs' | 'nobody_subscribed' }
  | {
      kind: 'again';
      outcome: 'asks_logs_again' | 'waits_for_logs' | 'posts_again';
      dueAt: Date;
    };

export interface CarryDeps extends IncidentDeps, AskDeps {
  turns: LogTurns;
  /** Called before the logs are asked: from then on only they are waited for. */
  leave(): void;
}

/**
 * Carries one delivery as far as it goes now: record, show, ask the logs, show the answer. Every
 * step may be repeated after a stop anywhere; the store knows what was done.
 */
export async function carryAlert(delivery: TakenAlert, deps: CarryDeps): Promise<AlertProgress> {
  const taken = { ...delivery, alert: asEpisode(delivery.alert) };
  const carried = [];
  for (const incident of await recordAlert(taken, deps)) {
    carried.push(await carryIncident(incident, taken, deps));
  }
  return sumUp(carried);
}

/** A firing is one incident; a resolve may end several. */
async function recordAlert(taken: TakenAlert, deps: CarryDeps): Promise<Incident[]> {
  const { alert, receivedAt } = taken;
  return alert.condition === 'fired'
    ? [await deps.incidents.recordFiring(alert)]
    : deps.incidents.recordResolve(alert, alert.resolvedAt ?? receivedAt);
}

interface Carried {
  incident: Incident;
  showing: Showing;
  /** Set when the logs are to be asked and it is not this alert's turn. */
  waitsUntil?: Date;
}

async function carryIncident(
  recorded: Incident,
  { alert, failures }: TakenAlert,
  deps: CarryDeps,
): Promise<Carried> {
  // Who already has the card of a firing gets its resolve in place; nobody gets a card for it anew.
  const reach = alert.condition === 'fired' ? 'everybody' : 'cards-first';
  const how = { reach, attempt: failures + 1 } as const;
  const incident = await hearLogs(recorded, deps);
  const showing = await showIncident(incident, how, deps);
  if (showing.audience === 0 || !isAskDue(incident, deps.clock.now())) return { incident, showing };
  const waitsUntil = othersAskUntil(incident, deps);
  if (waitsUntil !== undefined) return { incident, showing, waitsUntil };
  const turn = deps.turns.begin();
  if (turn === undefined) return { incident, showing, waitsUntil: deps.turns.later() };
  deps.leave();
  try {
    const queue = createQueueTeller(incident, deps);
    const answered = await askLogs(incident, deps, queue.onQueued).finally(queue.settled);
    return { incident: answered, showing: await showIncident(answered, how, deps) };
  } finally {
    turn.end();
  }
}

function sumUp(carried: Carried[]): AlertProgress {
  const heard = carried.filter(({ showing }) => showing.audience > 0);
  if (heard.length === 0) return { kind: 'done', outcome: 'nobody_subscribed' };
  const next = planNext(heard);
  if (next !== undefined) return { kind: 'again', ...next };
  const failed = heard.some(({ incident }) => incident.failure !== undefined);
  return { kind: 'done', outcome: failed ? 'shown_without_logs' : 'shown' };
}

/** Whatever comes first; posting before asking. */
function planNext(heard: Carried[]) {
  const plans = [
    { outcome: 'posts_again', dueAt: earliest(heard.map(({ showing }) => showing.againAt)) },
    { outcome: 'waits_for_logs', dueAt: earliest(heard.map(({ waitsUntil }) => waitsUntil)) },
    {
      outcome: 'asks_logs_again',
      dueAt: earliest(heard.map(({ incident }) => incident.askAgainAt)),
    },
  ] as const;
  const first = earliest(plans.map(({ dueAt }) => dueAt));
  return plans.find((plan): plan is (typeof plans)[number] & { dueAt: Date } => {
    return plan.dueAt !== undefined && plan.dueAt === first;
  });
}

function earliest(times: (Date | undefined)[]): Date | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.sort((one, other) => one.getTime() - other.getTime())[0];
}
