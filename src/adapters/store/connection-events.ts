import type { KeptEvent } from '../../ports/connection-ledger';

/**
 * Events in few characters, some 35 each: there may be sixteen million. One event is its kind, its
 * sequence number, when it was after the one before, and when it was received after that, in
 * milliseconds to the base of 36, such as `c1D4132452F67CE2j2z1,kq3x8f0z,4s`.
 */
export function writeEvents(events: KeptEvent[]): string {
  return writeAfter(events, 0, 0);
}

/**
 * The same as `writeEvents`, from what was written before: most often the new list is the old one
 * with an event behind it, perhaps without its first. A storm is mostly this.
 */
export function rewriteEvents(
  events: KeptEvent[],
  old: { events: KeptEvent[]; text: string },
): string {
  const gone = events[0] === undefined ? -1 : old.events.indexOf(events[0]);
  if (gone < 0) return writeEvents(events);
  const kept = old.events.length - gone;
  for (let place = 0; place < kept; place++) {
    if (events[place] !== old.events[gone + place]) return writeEvents(events);
  }
  const text = dropFirst(old, gone);
  const more = writeAfter(events, kept, +(events[kept - 1]?.at ?? 0));
  return more === '' ? text : `${text};${more}`;
}

/** The first that is left says when it was, and not how long after the one before. */
function dropFirst({ events, text }: { events: KeptEvent[]; text: string }, gone: number): string {
  if (gone === 0) return text;
  let end = -1;
  for (let place = 0; place <= gone; place++) end = endOf(text, end + 1);
  return writeAfter(events.slice(gone, gone + 1), 0, 0) + text.slice(end);
}

function writeAfter(events: KeptEvent[], from: number, at: number): string {
  let before = at;
  let text = '';
  for (let place = from; place < events.length; place++) {
    const event = events[place] as KeptEvent;
    const since = +event.at - before;
    before = +event.at;
    const later = +event.receivedAt - before;
    const start = event.kind === 'connected' ? 'c' : 'd';
    if (text !== '') text += ';';
    text += `${start}${shorten(event.sequence)},${since.toString(36)},${later.toString(36)}`;
  }
  return text;
}

/** By hand and not by `split`: whatever a device was known by is read for each event that comes. */
export function readEvents(text: string): KeptEvent[] {
  const events: KeptEvent[] = [];
  let before = 0;
  for (let from = 0; from < text.length; ) {
    const since = text.indexOf(',', from) + 1;
    const later = text.indexOf(',', since) + 1;
    const end = endOf(text, later);
    before += readNumber(text, since, later - 1);
    events.push({
      kind: text.charCodeAt(from) === connected ? 'connected' : 'disconnected',
      sequence: lengthen(text.slice(from + 1, since - 1)),
      at: new Date(before),
      receivedAt: new Date(before + readNumber(text, later, end)),
    });
    from = end + 1;
  }
  return events;
}

function endOf(text: string, from: number): number {
  const end = text.indexOf(';', from);
  return end < 0 ? text.length : end;
}

const connected = 'c'.charCodeAt(0);
const minus = '-'.charCodeAt(0);
const nine = '9'.charCodeAt(0);
const ten = 'a'.charCodeAt(0) - 10;

/** To the base of 36, which `parseInt` takes several times as long for. */
function readNumber(text: string, from: number, to: number): number {
  const isNegative = text.charCodeAt(from) === minus;
  let number = 0;
  for (let place = isNegative ? from + 1 : from; place < to; place++) {
    const digit = text.charCodeAt(place);
    number = number * 36 + digit - (digit <= nine ? zero : ten);
  }
  return isNegative ? -number : number;
}

const digits = 64;
const fewestZeros = 4;
const mostZeros = 23;
const zero = '0'.charCodeAt(0);
const firstLetter = 'g'.charCodeAt(0);
const zeros = Array.from({ length: mostZeros - fewestZeros + 1 }, (_, more) =>
  '0'.repeat(fewestZeros + more),
);

/**
 * Zeros in front go, runs of 4 to 23 zeros become one letter from g to z. A loop, because this is
 * done some ten times for every event that comes: regular expressions take several times as long.
 */
function shorten(sequence: string): string {
  let from = 0;
  while (sequence.charCodeAt(from) === zero) from++;
  let text = '';
  for (;;) {
    const run = sequence.indexOf('0000', from);
    if (run < 0) return text + sequence.slice(from);
    let end = run + fewestZeros;
    while (end - run < mostZeros && sequence.charCodeAt(end) === zero) end++;
    text += sequence.slice(from, run) + String.fromCharCode(firstLetter + end - run - fewestZeros);
    from = end;
  }
}

function lengthen(text: string): string {
  let sequence = '';
  let from = 0;
  for (let place = 0; place < text.length; place++) {
    const run = text.charCodeAt(place) - firstLetter;
    if (run < 0) continue;
    sequence += text.slice(from, place) + zeros[run];
    from = place + 1;
  }
  return (sequence + text.slice(from)).padStart(digits, '0');
}
