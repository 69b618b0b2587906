import { distance } from 'fastest-levenshtein';
import { AppError } from '../shared/app-error';

const mostNamed = 10;

/**
 * Throws AppError `usage_wrong` for a hub that is none of the known ones, the most similar named
 * first. Any name is taken where none is known: the logs then say what they have of it.
 */
export function requireKnownHub(named: string | undefined, known: string[]): void {
  if (named === undefined || known.length === 0) return;
  const away = (hub: string) => distance(named.toLowerCase(), hub.toLowerCase());
  const near = [...known].sort((a, b) => away(a) - away(b));
  if (near.some((hub) => away(hub) === 0)) return;
  const more = near.length > mostNamed ? ` and ${near.length - mostNamed} more` : '';
  const names = near.slice(0, mostNamed).join(', ');
  throw new AppError('usage_wrong', `--hub '${named}' is not a hub I know. Hubs: ${names}${more}.`);
}
