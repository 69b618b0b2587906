import { errors, type JWTVerifyGetKey } from 'jose';
import { keysUnavailable } from './fetch-keys';
import type { KnownKeys } from './known-keys';
import { refuseToken } from './refuse-token';

/**
 * Finds the key a token names. One we do not know makes us ask Entra again. While it may not be
 * asked that is AppError `token_keys_unavailable`: the key may be a new one, and a token that was
 * refused does not come again. Only what Entra itself does not know now is `token_refused`.
 */
export function createFindSigningKey(keys: KnownKeys): JWTVerifyGetKey {
  return async (header, token) => {
    const justAsked = await keepFresh(keys);
    const key = await look(keys, [header, token]);
    if (key !== undefined) return key;
    if (!justAsked && !(await keys.askAgain())) {
      throw keysUnavailable('The token names a key that Entra cannot be asked about yet');
    }
    const newKey = await look(keys, [header, token]);
    if (newKey === undefined) throw refuseToken('key');
    return newKey;
  };
}

/** True when Entra was asked just now. Its keys of a while ago do as long as it is out of reach. */
async function keepFresh(keys: KnownKeys): Promise<boolean> {
  if (keys.areFresh()) return false;
  try {
    return await keys.askAgain();
  } catch (error) {
    if (keys.find() === undefined) throw error;
    return false;
  }
}

async function look(keys: KnownKeys, named: Parameters<JWTVerifyGetKey>) {
  try {
    return await keys.find()?.(...named);
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return undefined;
    throw error;
  }
}
