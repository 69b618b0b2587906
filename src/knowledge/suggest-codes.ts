import { closest, distance } from 'fastest-levenshtein';
import { allErrorCodes, hasOwnCard } from './all-error-codes';
import type { ErrorCodeEntry } from './error-code-entry';
import { compact } from './find-mentions';

const mostSuggestions = 3;

/** Known errors near to a text that names none, as `404104 DeviceConnectionClosedRemotely`. */
export function suggestCodes(text: string): string[] {
  const asked = compact(text).toLowerCase();
  if (asked.length < 4) return [];
  const near = allErrorCodes
    .map((entry) => ({ entry, far: farness(asked, entry) }))
    .filter(({ far }) => far <= 1)
    .sort((a, b) => a.far - b.far || Number(hasOwnCard(b.entry)) - Number(hasOwnCard(a.entry)));
  return near.slice(0, mostSuggestions).map(({ entry }) => `${entry.code} ${entry.name}`.trim());
}

/** Up to 1 is near: typing mistakes as a share of what is bearable, or a part of the name. */
function farness(asked: string, entry: ErrorCodeEntry): number {
  const keys = [entry.code, entry.name.toLowerCase()].filter((key) => key !== '');
  const best = closest(asked, keys);
  const bearable = /^\d+$/.test(asked) ? 1 : Math.max(2, asked.length / 5);
  const share = distance(asked, best) / bearable;
  const isPart = asked.length >= 6 && entry.name.toLowerCase().includes(asked);
  return isPart ? Math.min(share, 0.9) : share;
}
