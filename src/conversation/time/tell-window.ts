import type { TimeWindow } from '../../ports/time-window';
import type { Fact, Report } from '../../reports/report';
import { sayUtc } from '../../reports/words';
import { inZone, type TimeContext } from './check-window';

const mostFacts = 5;

/**
 * The card repeats the window that was understood, by the clock of the asker, with what has to be
 * said of it. Reports without a window stay as they are.
 */
export function tellWindow<R extends Report>(
  report: R,
  window: TimeWindow,
  notes: string[],
  context: TimeContext,
): R {
  if (report.kind === 'query-table') return { ...report, notes: [...notes, ...report.notes] };
  if (!('facts' in report)) return report;
  const value = [`${sayWindow(window, context)}.`, ...notes].join(' ');
  const facts = [{ label: 'Time', value }, ...makeRoom(report.facts)];
  const spoken = [report.spoken, ...notes].join(' ');
  return { ...report, facts, spoken };
}

/** How far the logs reach stays; between which times things happened is in the picture as well. */
function makeRoom(facts: Fact[]): Fact[] {
  if (facts.length < mostFacts) return facts;
  return facts.filter(({ label }) => label !== 'Between').slice(0, mostFacts - 1);
}

/** "2026-11-20 02:00 to 03:30 in Europe/Berlin"; the day of the end only where it is another. */
function sayWindow({ from, to }: TimeWindow, context: TimeContext): string {
  const [start, end] = [inZone(from, context), inZone(to, context)];
  const isOneDay = start.toISODate() === end.toISODate();
  const until = end.toFormat(isOneDay ? 'HH:mm' : 'yyyy-MM-dd HH:mm');
  return `${start.toFormat('yyyy-MM-dd HH:mm')} to ${until} in ${end.zoneName ?? 'UTC'}`;
}

/** What a window asks for that the workspace no longer has, or never had. */
export function tellMissingRows(window: TimeWindow, oldest: Date | undefined): string[] {
  if (oldest === undefined || oldest <= window.from) return [];
  const says = `The oldest row that the workspace has is of ${sayUtc(oldest)}`;
  if (oldest >= window.to) {
    return [`${says}: the whole window lies before it, and nothing can be seen of it.`];
  }
  return [`${says}: what lies before it cannot be seen.`];
}
