import type { Clock } from '../ports/clock';
import type { Refusal, RefusalBook } from '../ports/refusal-book';
import { redactSecrets } from '../shared/redact-secrets';

const maxBodyLength = 65_536;
const maxTextLength = 500;

/** Keeps a refused request without the secrets in it; durable when it resolves. */
export async function keepRefusal(
  refused: Omit<Refusal, 'receivedAt'>,
  deps: { refusals: RefusalBook; clock: Clock; secrets: string[] },
): Promise<'opened' | 'joined'> {
  const clean = (text: string, length: number) =>
    redactSecrets(text, deps.secrets).slice(0, length);
  return deps.refusals.keep({
    ...refused,
    receivedAt: deps.clock.now(),
    origin: clean(refused.origin, maxTextLength),
    message: clean(refused.message, maxTextLength),
    body: clean(refused.body, maxBodyLength),
  });
}
