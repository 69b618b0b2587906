import type { Report } from '../../reports/report';
import type { Asker } from '../answer-deps';
import type { Understanding } from '../intent';
import type { HubAnswerDeps } from './hub-answer-deps';
import { isSameHub, listKnownHubs } from './known-hubs';
import { reportHubChoice, reportUnknownHub } from './report-hub-choice';

export type SettledHub =
  | { kind: 'hub'; hubName: string }
  /** None was named; `preferred` was chosen earlier in this conversation. */
  | { kind: 'any'; preferred: string | undefined }
  | { kind: 'refused'; report: Report };

/**
 * The hub a question names, as it is really spelled; one that people name in words or by a button
 * that offers it is what the conversation is about from then on.
 */
export async function settleHub(
  understanding: Understanding,
  asker: Asker,
  deps: HubAnswerDeps,
): Promise<SettledHub> {
  const { hub, asksHub } = understanding.parameters;
  if (deps.hubs === undefined) return hub === undefined ? any() : { kind: 'hub', hubName: hub };
  if (hub === undefined) return asksHub === true ? any() : any(await findChosen(asker, deps));
  const names = await listKnownHubs(deps.hubs, deps.clock.now());
  const hubName = names === undefined ? hub : names.find((name) => isSameHub(name, hub));
  if (hubName === undefined) {
    const known = { names: names ?? [], isLocal: deps.hubs.configured.length === 0 };
    return { kind: 'refused', report: reportUnknownHub(understanding, known, deps.context()) };
  }
  if (asker.words !== undefined || understanding.parameters.choosesHub === true) {
    await keepChoice(hubName, asker, deps);
  }
  return { kind: 'hub', hubName };
}

/** Asks back, and keeps the question so that the name of a hub alone answers it. */
export async function askWhichHub(
  understanding: Understanding,
  hubs: string[],
  asker: Asker,
  deps: HubAnswerDeps,
): Promise<Report> {
  const { asksHub: _asks, ...parameters } = understanding.parameters;
  if (asker.conversation !== undefined) {
    await deps.hubs?.memory.openQuestion(asker.conversation, {
      verb: understanding.intent,
      parameters,
      hubs,
      askedAt: deps.clock.now(),
    });
  }
  return reportHubChoice(understanding, hubs);
}

async function findChosen(asker: Asker, deps: HubAnswerDeps): Promise<string | undefined> {
  if (asker.conversation === undefined) return undefined;
  return (await deps.hubs?.memory.findHub(asker.conversation))?.hub;
}

async function keepChoice(hub: string, asker: Asker, deps: HubAnswerDeps): Promise<void> {
  if (asker.conversation === undefined) return;
  await deps.hubs?.memory.chooseHub(asker.conversation, { hub, chosenAt: deps.clock.now() });
}

function any(preferred?: string): SettledHub {
  return { kind: 'any', preferred };
}
