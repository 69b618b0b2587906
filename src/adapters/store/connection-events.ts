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
const firstLetter = 'g'.charCodeAt(0);

/** Zeros in front go, runs of 4 to 23 zeros become one letter from g to z. */
function shorten(sequence: string): string {
  return sequence
    .replace(/^0+/, '')
    .replace(/0{4,23}/g, ({ length }) => String.fromCharCode(firstLetter + length - fewestZeros));
}

function lengthen(text: string): string {
  return text
    .replace(/[g-z]/g, (letter) => '0'.repeat(letter.charCodeAt(0) - firstLetter + fewestZeros))
    .padStart(digits, '0');
}
