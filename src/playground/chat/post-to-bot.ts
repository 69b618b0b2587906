import { AppError } from '../../shared/app-error';
import { activityTitle } from './activity-title';
import { firstWords, readJson } from './first-words';
import { noWireLog, type WireLog } from './wire-log';

const defaultPatienceMs = 30_000;

/**
 * Gives an activity to the bot as a channel would and returns the body of its answer, if any.
 * Throws AppError `bot_unreachable`, `bot_silent` or `bot_refused`, with words for the page.
 */
export async function postToBot(
  activity: object,
  deps: { botEndpoint: () => string; patienceMs?: number; wire?: WireLog },
): Promise<unknown> {
  const about = { kind: 'to-bot', title: activityTitle(activity), sent: activity } as const;
  const { body } = await (deps.wire ?? noWireLog).follow(about, () => deliver(activity, deps));
  return body;
}

async function deliver(
  activity: object,
  deps: { botEndpoint: () => string; patienceMs?: number },
): Promise<{ status: number; body?: unknown }> {
  const response = await send(deps.botEndpoint(), activity, deps.patienceMs ?? defaultPatienceMs);
  const text = await response.text().catch(() => '');
  if (response.ok) return { status: response.status, body: readJson(text) };
  const detail = firstWords(text);
  throw new AppError(
    'bot_refused',
    `The bot answered ${response.status} ${response.statusText}${detail && `: ${detail}`}`,
  );
}

async function send(endpoint: string, activity: object, patienceMs: number): Promise<Response> {
  try {
    return await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (cause) {
    if ((cause as { name?: unknown }).name === 'TimeoutError') {
      const text = `The bot did not answer within ${patienceMs / 1000} s.`;
      throw new AppError('bot_silent', text, { cause, retryable: true });
    }
    const text = 'The bot cannot be reached. Is it still running?';
    throw new AppError('bot_unreachable', text, { cause, retryable: true });
  }
}
