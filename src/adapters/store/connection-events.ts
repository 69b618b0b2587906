import type { KeptEvent } from '../../ports/connection-ledger';

/**
 * Events in few characters, some 35 each: there may be sixteen million. One event is its kind, its
 * sequence number, when it was after the one before, and when it was received after that, in
 * milliseconds to the base of 36, such as `c1D4132452F67CE2j2z1,kq3x8f0z,4s`.
 */
export function writeEvents(events: KeptEvent[]): string {
  let before = 0;
  const texts = events.map(({ kind, sequence, at, receivedAt }) => {
    const since = +at - before;
    before = +at;
    const times = `${since.toString(36)},${(+receivedAt - before).toString(36)}`;
    return `${kind === 'connected' ? 'c' : 'd'}${shorten(sequence)},${times}`;
  });
  return texts.join(';');
}

export function readEvents(text: string): KeptEvent[] {
  if (text === '') return [];
  let before = 0;
  return text.split(';').map((event) => {
    const [start = '', since = '', later = ''] = event.split(',');
    before += Number.parseInt(since, 36);
    return {
      kind: start.startsWith('c') ? 'connected' : 'disconnected',
      sequence: lengthen(start.slice(1)),
      at: new Date(before),
      receivedAt: new Date(before + Number.parseInt(later, 36)),
    };
  });
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
  return text
    .replace(/[g-z]/g, (letter) => zeros[letter.charCodeAt(0) - firstLetter] ?? letter)
    .padStart(digits, '0');
}
