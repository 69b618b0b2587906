import type { TokenSender, TokenVerifier } from '../../ports/token-verifier';
import type { SenderDeps } from '../require-sender';
import { createWebhookKeys } from '../webhook-keys';
import { readBearerToken } from './read-bearer-token';

const senders: Record<'alerts' | 'events', TokenSender> = {
  alerts: 'action groups',
  events: 'Event Grid',
};

/**
 * Tells who a request proves to be from, by one of the shared keys or else by a token of the one of
 * Azure's services that the entrance is for. Throws AppError `token_refused` for a token that proves
 * nothing, and `token_keys_unavailable` when that cannot be told. Without keys and without tokens,
 * which is local mode only, every sender is welcome.
 */
export function createIdentifySender(deps: {
  keys: string[];
  tokens: TokenVerifier | undefined;
}): SenderDeps['identifySender'] {
  const { keys, tokens } = deps;
  const findKey = createWebhookKeys(keys);
  if (tokens === undefined) return findKey;
  return async (req, entrance) => {
    const byKey = keys.length === 0 ? undefined : findKey(req);
    if (byKey !== undefined) return byKey;
    const token = readBearerToken(req);
    if (token === undefined) return undefined;
    await tokens.verify(token, senders[entrance]);
    return `a token of ${senders[entrance]}`;
  };
}
