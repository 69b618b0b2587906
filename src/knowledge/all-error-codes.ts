import type { ErrorCodeEntry } from './error-code-entry';
import cards from './error-codes.json';
import families from './error-families.json';
import names from './error-names.json';

/** Every error we know: those with a card of their own first, then those that have only a name. */
export const allErrorCodes: readonly ErrorCodeEntry[] = [
  // The test of the knowledge base checks the file against its schema; a start does not do it again.
  ...(cards as ErrorCodeEntry[]),
  ...Object.entries(names.names).map(([code, name]) => describeByFamily(code, name)),
];

/** True for entries written for this very error, false for those read from its family. */
export function hasOwnCard(entry: ErrorCodeEntry): boolean {
  return cards.some((card) => card.code === entry.code && card.name === entry.name);
}

/**
 * What the first digits tell of a code that is in no document we know; undefined where they tell
 * nothing. The entry says of itself that it is a guess.
 */
export function describeUnknownCode(code: string): ErrorCodeEntry | undefined {
  const family = /^\d{6}$/.test(code) ? findFamily(code) : undefined;
  if (family === undefined) return undefined;
  return {
    code,
    name: `Unknown code of the ${code.slice(0, 3)} family`,
    aliases: [],
    meaning: `not in the knowledge base; its first digits say: ${family.meaning}`,
    symptom: `A row is logged with ${code}, a code that no document known here lists.`,
    cause: `Not known. Codes that begin like this one mostly mean: ${family.cause}`,
    resolution: [...family.resolution, 'Read the error text and the properties of the log row.'],
    transient: family.transient === 'yes' ? 'yes' : 'no',
    url: family.url,
    sources: family.sources,
  };
}

function describeByFamily(code: string, name: string): ErrorCodeEntry {
  const family = findFamily(code);
  if (family === undefined) throw new Error(`No family describes the error ${code}.`);
  return {
    code,
    name,
    aliases: [],
    meaning: `${spellOut(name)} (${family.subject})`,
    symptom: `An operation fails and is logged with ${code} ${name}.`,
    cause: family.cause,
    resolution: family.resolution,
    transient: family.transient === 'yes' ? 'yes' : 'no',
    url: family.url,
    sources: [...new Set([...family.sources, ...names.sources])],
  };
}

function findFamily(code: string): (typeof families)[number] | undefined {
  return families
    .filter((family) => code.startsWith(family.prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
}

/** `InvalidPnPReportedProperties` -> `invalid PnP reported properties`. */
function spellOut(name: string): string {
  const words = name.replace(/PnP/g, 'Pnp').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return words
    .toLowerCase()
    .replace(/\bpnp\b/g, 'PnP')
    .replace(/\bio?t hub\b/g, 'IoT hub');
}
