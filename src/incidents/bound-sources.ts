import type { SurroundingSources } from '../diagnosis/checks/ask-surroundings';
import type { Clock } from '../ports/clock';
import { AppError, isAppError } from '../shared/app-error';
import type { Logger } from '../shared/logger';

// Longer than every adapter waits: what is still silent then has hung.
const patienceMs = 15_000;

/**
 * The same sources, of which none holds up an alert or loses it: one that is silent too long, or
 * fails for a reason nobody foresaw, counts as one that could not be asked.
 */
export function boundSources(
  { registry, hubInfo, health, metrics }: SurroundingSources,
  deps: { clock: Clock; log: Logger },
): SurroundingSources {
  return {
    registry: {
      findTwin: (...question) => bound('registry', registry.findTwin(...question), deps),
    },
    hubInfo: {
      findHub: (...question) => bound('hub', hubInfo.findHub(...question), deps),
      listDiagnosticSettings: (...question) =>
        bound('diagnostic settings', hubInfo.listDiagnosticSettings(...question), deps),
    },
    health: { history: (...question) => bound('health', health.history(...question), deps) },
    metrics: { read: (...question) => bound('metrics', metrics.read(...question), deps) },
  };
}

async function bound<Answer>(
  source: string,
  work: Promise<Answer>,
  { clock, log }: { clock: Clock; log: Logger },
): Promise<Answer> {
  const timer = new AbortController();
  try {
    return await Promise.race([work, giveUp(clock, timer.signal)]);
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    log.error({ err: cause, source }, 'a source beside the logs failed');
    throw new AppError('source_failed', 'Asking failed for a reason nobody foresaw.', { cause });
  } finally {
    timer.abort();
  }
}

async function giveUp(clock: Clock, signal: AbortSignal): Promise<never> {
  await clock.wait(patienceMs, signal);
  const seconds = patienceMs / 1000;
  throw new AppError('source_silent', `No answer came within ${seconds} s.`, { retryable: true });
}
