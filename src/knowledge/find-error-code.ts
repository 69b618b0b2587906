import { allErrorCodes } from './all-error-codes';
import type { ErrorCodeEntry } from './error-code-entry';

/**
 * Finds an error by its exact code, name or alias, in any case. Where a name stands for two errors,
 * the one that has no code is meant: it is the one that is met by name.
 */
export function findErrorCode(codeOrName: string): ErrorCodeEntry | undefined {
  return findErrorCodes(codeOrName)[0];
}

/** All errors with this code, name or alias; mostly one. */
export function findErrorCodes(codeOrName: string): ErrorCodeEntry[] {
  return entriesByKey.get(codeOrName.trim().toLowerCase()) ?? [];
}

const entriesByKey = indexEntries(allErrorCodes);

function indexEntries(entries: readonly ErrorCodeEntry[]): Map<string, ErrorCodeEntry[]> {
  const index = new Map<string, ErrorCodeEntry[]>();
  const codeless = entries.filter((entry) => entry.code === '');
  for (const entry of [...codeless, ...entries.filter(({ code }) => code !== '')]) {
    for (const key of keysOf(entry)) index.set(key, [...(index.get(key) ?? []), entry]);
  }
  return index;
}

function keysOf(entry: ErrorCodeEntry): string[] {
  const keys = [entry.code, entry.name, ...entry.aliases].filter((key) => key !== '');
  return keys.map((key) => key.toLowerCase());
}
