import type { IncidentEvent } from '../../ports/incident-book';

const linesKept = 60;
const firstKept = 12;
const together: readonly IncidentEvent['what'][] = ['devices', 'back', 'deleted'];
const togetherMs = 60_000;

// A device that goes and comes all night is not to push everything else out of the history.
const deviceLines = 8;
const crowdFrom = 5;

/**
 * The history with an event more: devices of one minute share a line, single ones share the last
 * line once there are many of them, and the middle is folded.
 */
export function addEvent(history: IncidentEvent[], event: IncidentEvent): IncidentEvent[] {
  const last = history.at(-1);
  if (last !== undefined && isSameLine(last, event)) {
    return [...history.slice(0, -1), { ...last, count: (last.count ?? 0) + (event.count ?? 0) }];
  }
  if (isOneOfMany(history, event)) return waver(history, event);
  return fold([...history, event]);
}

function isOneOfMany(history: IncidentEvent[], { what, count = 0 }: IncidentEvent): boolean {
  const isChange = (each: IncidentEvent['what']) => each === 'devices' || each === 'back';
  if (!isChange(what) || count >= crowdFrom) return false;
  return history.filter((line) => isChange(line.what)).length >= deviceLines;
}

/** One line for all of them, at the time of the latest. */
function waver(history: IncidentEvent[], { at, count = 0 }: IncidentEvent): IncidentEvent[] {
  const before = history.find(({ what }) => what === 'wavered');
  const others = history.filter((line) => line !== before);
  return fold([...others, { at, what: 'wavered', count: count + (before?.count ?? 0) }]);
}

function isSameLine(last: IncidentEvent, event: IncidentEvent): boolean {
  const apartMs = event.at.getTime() - last.at.getTime();
  return together.includes(event.what) && last.what === event.what && apartMs < togetherMs;
}

/** How it began and what came last say most. */
function fold(history: IncidentEvent[]): IncidentEvent[] {
  if (history.length <= linesKept) return history;
  const first = history.slice(0, firstKept);
  const last = history.slice(-(linesKept - firstKept - 1));
  const [begin, ...middle] = history.slice(firstKept, history.length - last.length);
  const lines = [begin, ...middle].filter((line) => line !== undefined);
  const count = lines.reduce(
    (sum, { what, count: n }) => sum + (what === 'folded' ? (n ?? 0) : 1),
    0,
  );
  const at = begin?.at ?? new Date(0);
  return [...first, { at, what: 'folded', count }, ...last];
}
