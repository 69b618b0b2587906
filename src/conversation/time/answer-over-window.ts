import type { TimeWindow } from '../../ports/time-window';
import type { Report } from '../../reports/report';
import type { AnswerDeps } from '../answer-deps';
import { whereAnswered } from '../hubs/known-hubs';
import type { Understanding } from '../intent';
import type { TimeContext } from './check-window';
import { keepWindow } from './keep-window';
import { tellMissingRows, tellWindow } from './tell-window';

/** No workspace keeps logs for less. */
const alwaysKeptMs = 4 * 86_400_000;

/**
 * The answer with the window that was understood. Of one that reaches far back it is also found
 * out, at the same time, whether the workspace still has rows of then.
 */
export async function answerOverWindow(
  { parameters }: Understanding,
  window: TimeWindow,
  answering: Promise<Report>,
  context: TimeContext,
  deps: Pick<AnswerDeps, 'findOldestRow'>,
): Promise<Report> {
  const isOld = context.now.getTime() - window.from.getTime() > alwaysKeptMs;
  const asking = isOld ? deps.findOldestRow?.(hubOf(parameters.hub)) : undefined;
  const [report, oldest] = await Promise.all([
    answering,
    asking === undefined ? undefined : whereAnswered(asking),
  ]);
  const notes = [...(parameters.windowNotes ?? []), ...tellMissingRows(window, oldest)];
  const isClock = parameters.window !== undefined && 'from' in parameters.window;
  const kept = keepWindow(report, parameters, window, context.now);
  return isClock || notes.length > 0 ? tellWindow(kept, window, notes, context) : kept;
}

function hubOf(hubName: string | undefined): { hubName?: string } {
  return hubName === undefined ? {} : { hubName };
}
