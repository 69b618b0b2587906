import { AppError } from '../../shared/app-error';

/** What can be wrong with a token that was given. */
export type TokenFault = keyof typeof words;

const words = {
  malformed: 'it cannot be read as a token of Entra',
  algorithm: 'it is not signed with RS256',
  key: 'it is signed with a key that Entra does not have for this tenant',
  signature: 'its signature does not fit its content',
  expired: 'it has expired',
  'not yet valid': 'it is not valid yet; is a clock wrong?',
  issuer: 'it was not issued by Entra for this tenant',
  tenant: 'it is of another tenant than WEBHOOK_TENANT_ID',
  audience: 'it is for an audience that WEBHOOK_AUDIENCE does not name',
  application: 'it was issued to another application than the one that may post here',
  role: 'it lacks the role ActionGroupsSecureWebhook',
};

/** The sender's own administrator reads this, and so may an attacker: no values. */
export function refuseToken(fault: TokenFault): AppError {
  return new AppError('token_refused', `The token is refused (${fault}): ${words[fault]}`);
}
