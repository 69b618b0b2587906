import type { LogReach as MeasuredReach } from '../diagnosis/diagnosis';
import type { LogReach } from './report';
import { isoSeconds, sayDuration, sayUtc } from './words';

/** How far the logs reach, in words. It never says that they are complete: nobody can know. */
export function describeLogReach(logs: MeasuredReach, now: Date): LogReach {
  const text = [newestWords(logs, now), lagWords(logs), partialWords(logs)].filter(Boolean);
  return {
    newestAt: logs.newestAt === undefined ? undefined : isoSeconds(logs.newestAt),
    lagP50Seconds: logs.lagP50Seconds,
    lagP95Seconds: logs.lagP95Seconds,
    partial: logs.partial,
    text: text.join('; '),
  };
}

function newestWords(logs: MeasuredReach, now: Date): string {
  return logs.newestAt === undefined ? 'no row found' : `newest row ${sayUtc(logs.newestAt, now)}`;
}

/** Nothing where nothing was measured. */
function lagWords(logs: MeasuredReach): string {
  const lag = logs.lagP95Seconds ?? logs.lagP50Seconds;
  if (lag === undefined) return '';
  if (lag <= 1) return 'rows usually arrive within a second';
  const rounded = lag < 60 ? Math.ceil(lag) : Math.ceil(lag / 60) * 60;
  return `rows usually arrive within ${sayDuration(rounded)}`;
}

function partialWords(logs: MeasuredReach): string {
  return logs.partial ? 'only a part of the rows came back' : '';
}
