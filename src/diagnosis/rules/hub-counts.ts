import type { HubFigures } from '../hub/hub-figures';
import { sayCount } from '../words';

const longestVerdict = 159;

/** One sentence that a phone shows whole: who is away, what was refused, what was short; no list of codes. */
export function sayHubCounts(figures: HubFigures): string {
  const { drops, backSoon, refused } = figures;
  const away = drops > 0 ? [sayAway(figures)] : [];
  const attempts =
    refused > 0 ? [`${sayCount(refused, 'connect was', 'connects were')} refused`] : [];
  const short = drops > 0 ? [`${sayOf(backSoon, drops, 'drop')} lasted under a minute`] : [];
  const open = ['the counts do not tell why'];
  // Facts repeat what gives way here; who is away and what was refused never does.
  const verdicts = [
    [...away, ...attempts, ...short, ...open],
    [...away, ...attempts, ...open],
  ].map((parts) => `${parts.join('; ')}.`);
  const fitting = verdicts.find(({ length }) => length <= longestVerdict);
  return fitting ?? `${[...away, ...attempts].join('; ')}.`;
}

function sayAway({ stillAway, devicesAffected, awayTogether }: HubFigures): string {
  if (stillAway === 0) {
    return devicesAffected === 1
      ? 'The dropped device connected again'
      : `All ${devicesAffected.toLocaleString('en-US')} dropped devices connected again`;
  }
  const away = `${sayOf(stillAway, devicesAffected, 'dropped device')} ${stillAway === 1 ? 'is' : 'are'} still away`;
  if (awayTogether === undefined) return away;
  return `${away}, ${awayTogether.away.toLocaleString('en-US')} of them from ${awayTogether.address}`;
}

/** `54 of 155 devices`. */
function sayOf(count: number, base: number, noun: string): string {
  return `${count.toLocaleString('en-US')} of ${sayCount(base, noun)}`;
}
