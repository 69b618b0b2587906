/** `2026-11-21 03:12 UTC`: whole minutes, for sentences. */
export function sayTime(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Lengths as people say them: `40 s`, `4 min`, `1 h 10 min`, `2 d 3 h`. Two units at most. */
export function sayLength(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return join(`${hours} h`, minutes % 60, 'min');
  return join(`${Math.floor(hours / 24)} d`, hours % 24, 'h');
}

/** `4 to 11 min`, `50 s to 2 min`, or one length where both are said alike. */
export function sayLengths(shortestMs: number, longestMs: number): string {
  const [shortest, longest] = [sayLength(shortestMs), sayLength(longestMs)];
  if (shortest === longest) return shortest;
  const plain = /^(?<number>\d+) (?<unit>\w+)$/;
  const [a, b] = [plain.exec(shortest)?.groups, plain.exec(longest)?.groups];
  return a && a.unit === b?.unit ? `${a.number} to ${longest}` : `${shortest} to ${longest}`;
}

/** `1 disconnect`, `3 disconnects`; a plural of its own where adding s is wrong. */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function sayList(items: string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

function join(first: string, rest: number, unit: string): string {
  return rest === 0 ? first : `${first} ${rest} ${unit}`;
}
