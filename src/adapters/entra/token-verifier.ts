import { decodeJwt, decodeProtectedHeader, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Clock } from '../../ports/clock';
import type { TokenSender, TokenVerifier } from '../../ports/token-verifier';
import { createFetchKeys } from './fetch-keys';
import { createFindSigningKey } from './find-signing-key';
import { type ExpectedClaims, judgeClaims } from './judge-claims';
import { createKnownKeys } from './known-keys';
import { refuseToken, type TokenFault } from './refuse-token';

const algorithm = 'RS256';
const clockSkewSeconds = 300;

/** Verifies tokens with the keys of the tenant, which it fetches when the first token comes. */
export function createTokenVerifier(
  expected: ExpectedClaims,
  deps: { clock: Pick<Clock, 'now'> },
): TokenVerifier {
  const fetchKeys = createFetchKeys(expected.entraOrigin, expected.tenantId);
  const findKey = createFindSigningKey(createKnownKeys({ fetchKeys, clock: deps.clock }));
  return {
    async verify(token, sender) {
      // First, so that a token for somebody else costs no key; none of it is believed before the
      // signature is.
      refuseUnfit(token, sender, expected);
      await verifySignature(token, findKey, deps.clock.now());
    },
  };
}

function refuseUnfit(token: string, sender: TokenSender, expected: ExpectedClaims): void {
  const { header, payload } = decode(token);
  if (header.alg !== algorithm) throw refuseToken('algorithm');
  if (typeof header.kid !== 'string') throw refuseToken('malformed');
  const fault = judgeClaims(payload, sender, expected);
  if (fault !== undefined) throw refuseToken(fault);
}

function decode(token: string) {
  try {
    return { header: decodeProtectedHeader(token), payload: decodeJwt(token) };
  } catch {
    throw refuseToken('malformed');
  }
}

/** Signature and times, of which every token of Entra has both. */
async function verifySignature(token: string, findKey: JWTVerifyGetKey, now: Date): Promise<void> {
  try {
    await jwtVerify(token, findKey, {
      algorithms: [algorithm],
      requiredClaims: ['exp', 'nbf'],
      clockTolerance: clockSkewSeconds,
      currentDate: now,
    });
  } catch (error) {
    const fault = readFault(error);
    throw fault === undefined ? error : refuseToken(fault);
  }
}

/** Undefined for what is no fault of the token: the sender shall come again. */
function readFault(error: unknown): TokenFault | undefined {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'nbf' && error.reason === 'check_failed' ? 'not yet valid' : 'malformed';
  }
  const isUnreadable =
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JOSENotSupported;
  return isUnreadable ? 'malformed' : undefined;
}
