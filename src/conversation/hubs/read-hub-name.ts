import type { Asker } from '../answer-deps';
import { tidyText } from '../grammar/tidy-text';
import type { Understanding } from '../intent';
import { readAction } from '../read-action';
import type { HubAnswerDeps } from './hub-answer-deps';

const hubAlone =
  /^(?:(?:on|for|at|use|take|i mean|the one on)\s+)?(?:the\s+)?(?:iot\s+)?(?:hub\s+)?(?<hub>[a-z0-9][a-z0-9-]{0,48}[a-z0-9])(?:\s+(?:hub|one))?$/i;

/** An answer is one to a question of the last hour; later the words stand for themselves. */
const openMs = 3_600_000;
const longestAnswer = 100;

/** "north-hub", "on north-hub": a name that may answer which hub was meant. */
function readHubName(words: string): string | undefined {
  return hubAlone.exec(words)?.groups?.hub;
}

/** The open question of this conversation, on the hub whose name was said; undefined where there is none. */
export async function answerOpenQuestion(
  asker: Asker,
  deps: HubAnswerDeps,
): Promise<Understanding | undefined> {
  const named = readHubName(tidyText((asker.words ?? '').slice(0, longestAnswer)).words);
  if (named === undefined || asker.conversation === undefined) return undefined;
  if (deps.hubs === undefined) return undefined;
  const question = await deps.hubs.memory.findQuestion(asker.conversation);
  if (question === undefined) return undefined;
  if (deps.clock.now().getTime() - question.askedAt.getTime() > openMs) return undefined;
  const hub = findOffered(named, question.hubs);
  if (hub === undefined) return undefined;
  const parameters = { ...question.parameters, hub, choosesHub: true };
  return readAction({ verb: question.verb, parameters });
}

/** The name itself, else the only one that begins so. */
function findOffered(named: string, hubs: string[]): string | undefined {
  const said = named.toLowerCase();
  const begun = hubs.filter((hub) => hub.toLowerCase().startsWith(said));
  return (
    hubs.find((hub) => hub.toLowerCase() === said) ?? (begun.length === 1 ? begun[0] : undefined)
  );
}
