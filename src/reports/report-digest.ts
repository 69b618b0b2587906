import type { CommandAction, DigestReport } from './report';
import { sayCount, sayNumber, sayUtc } from './words';

/** One problem of many. */
export interface DigestLine {
  /** The key of its incident, by which its own card can be asked for. */
  incident?: string;
  /** The hub. */
  title: string;
  text: string;
  since: Date;
  endedAt?: Date;
  /** The smaller, the more urgent. */
  rank: number;
}

export interface DigestPage {
  digest: string;
  /** From 1; beyond the last it is the last. */
  page: number;
  mayRepeatOf: Date | undefined;
}

// As many as a card shows of a table.
const onPage = 10;
// A sentence read aloud ends some day.
const mostSpoken = 3;

/** Many problems that came together: what is open first, every one of them named on some page. */
export function reportDigest(lines: DigestLine[], asked: DigestPage): DigestReport {
  const sorted = [...lines].sort(byNeed);
  const pages = Math.max(1, Math.ceil(sorted.length / onPage));
  const page = Math.min(Math.max(1, Math.floor(asked.page)), pages);
  const first = (page - 1) * onPage;
  const shown = sorted.slice(first, first + onPage);
  const open = lines.filter(({ endedAt }) => endedAt === undefined).length;
  return {
    kind: 'digest',
    headline: headlineOf(lines.length, open),
    spoken: `${sayCount(lines.length, 'more problem')}, ${sayOpen(lines.length, open)}: ${sayShort(shown)}.`,
    intro: introOf(lines.length, asked.mayRepeatOf),
    columns: [
      { heading: 'Hub', width: 2 },
      { heading: 'Problem', width: 3 },
    ],
    rows: shown.map((line) => ({ cells: describeLine(line, { digest: asked.digest, page }) })),
    position:
      pages === 1
        ? ''
        : `Problems ${sayNumber(first + 1)} to ${sayNumber(first + shown.length)} of ${sayNumber(lines.length)}, page ${sayNumber(page)} of ${sayNumber(pages)}`,
    actions: turnPages(asked.digest, page, pages),
    more: [],
  };
}

function byNeed(one: DigestLine, other: DigestLine): number {
  return (
    Number(one.endedAt !== undefined) - Number(other.endedAt !== undefined) ||
    one.rank - other.rank ||
    one.since.getTime() - other.since.getTime()
  );
}

function headlineOf(all: number, open: number): DigestReport['headline'] {
  const text = `${sayCount(all, 'more problem')} · ${sayOpen(all, open)}`;
  return open === 0
    ? { tone: 'good', icon: '✓', word: 'Digest', text }
    : { tone: 'warning', icon: '▤', word: 'Digest', text };
}

function sayOpen(all: number, open: number): string {
  if (open === 0) return 'all over';
  return open === all ? 'all still open' : `${sayNumber(open)} still open`;
}

function introOf(count: number, mayRepeatOf: Date | undefined): string {
  const repeat =
    mayRepeatOf === undefined ? '' : ` This may repeat the card of ${sayUtc(mayRepeatOf)}.`;
  if (count === 0) return `Each of them has a card of its own by now.${repeat}`;
  return `More came at once than can be read one by one. The most urgent have cards of their own; these have not, and this card follows them. “Show” gives one a card of its own.${repeat}`;
}

function describeLine(
  { incident, title, text, since, endedAt }: DigestLine,
  on: { digest: string; page: number },
): DigestReport['rows'][number]['cells'] {
  const state = endedAt === undefined ? '● open' : '✓ over';
  const until = endedAt === undefined ? '' : `, over ${sayUtc(endedAt, since)}`;
  const said = { text: `${state} · ${text} · since ${sayUtc(since)}${until}` };
  if (incident === undefined) return [{ text: title }, said];
  const tooltip = `Show the card of ${title}, ${text}`;
  return [{ text: title, show: { tooltip, parameters: { incident, ...on } } }, said];
}

function sayShort(lines: DigestLine[]): string {
  const named = lines
    .slice(0, mostSpoken)
    .map(({ title, text, since }) => `${title}, ${text}, since ${sayUtc(since)}`);
  const left = lines.length - named.length;
  return left > 0 ? `${named.join('; ')}; and more` : named.join('; ');
}

function turnPages(digest: string, page: number, pages: number): CommandAction[] {
  const turn = (title: string, to: number): CommandAction => ({
    kind: 'command',
    title,
    tooltip: `${title} of the digest: page ${to} of ${pages}`,
    verb: 'digest',
    parameters: { digest, page: to },
  });
  return [
    ...(page < pages ? [turn('Next problems', page + 1)] : []),
    ...(page > 1 ? [turn('Previous problems', page - 1)] : []),
  ];
}
