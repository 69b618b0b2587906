import { z } from 'zod';
import type { TokenSender } from '../../ports/token-verifier';
import type { TokenFault } from './refuse-token';

/** What a token has to say of itself. Ids in lower case; origins without a trailing slash. */
export interface ExpectedClaims {
  entraOrigin: string;
  tokenServiceOrigin: string;
  tenantId: string;
  /** Client ids and `api://` URIs; one of them has to be meant. */
  audiences: string[];
  actionGroupAppId: string;
  eventGridAppId: string;
}

const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  tid: z.string().toLowerCase(),
  /** The caller's application in version 1, and in version 2. */
  appid: z.string().toLowerCase().optional(),
  azp: z.string().toLowerCase().optional(),
  roles: z.array(z.string()).optional().catch(undefined),
});

type Claims = z.infer<typeof Claims>;

const actionGroupRole = 'ActionGroupsSecureWebhook';

/**
 * What is wrong with the claims, or undefined. Their times are not looked at. Microsoft's "Action
 * groups" and "Secure webhook delivery" (Event Grid) name the claims of their tokens; the role that
 * goes with Event Grid is for those who create a subscription, and not asked of its deliveries.
 */
export function judgeClaims(
  payload: unknown,
  sender: TokenSender,
  expected: ExpectedClaims,
): TokenFault | undefined {
  const read = Claims.safeParse(payload);
  if (!read.success) return 'malformed';
  const claims = read.data;
  if (claims.tid !== expected.tenantId) return 'tenant';
  if (!issuersOf(expected).includes(claims.iss)) return 'issuer';
  if (!isMeant(claims.aud, expected)) return 'audience';
  if (!isCaller(claims, appIdOf(sender, expected))) return 'application';
  const needsRole = sender === 'action groups';
  return needsRole && !claims.roles?.includes(actionGroupRole) ? 'role' : undefined;
}

/** Which version comes is set in our app registration's manifest, and either does. */
function issuersOf({ entraOrigin, tokenServiceOrigin, tenantId }: ExpectedClaims): string[] {
  return [`${tokenServiceOrigin}/${tenantId}/`, `${entraOrigin}/${tenantId}/v2.0`];
}

/** Entra does not tell two URIs apart that differ in case only. */
function isMeant(audience: string, { audiences }: ExpectedClaims): boolean {
  return audiences.some((each) => each.toLowerCase() === audience.toLowerCase());
}

function isCaller({ appid, azp }: Claims, appId: string): boolean {
  const named = [appid, azp].filter((id) => id !== undefined);
  return named.length > 0 && named.every((id) => id === appId);
}

function appIdOf(sender: TokenSender, expected: ExpectedClaims): string {
  switch (sender) {
    case 'action groups':
      return expected.actionGroupAppId;
    case 'Event Grid':
      return expected.eventGridAppId;
  }
}
