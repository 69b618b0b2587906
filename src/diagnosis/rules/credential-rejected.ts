import { readRefusalMessage } from '../../knowledge/read-refusal-message';
import type { DeviceFacts } from '../device-facts';
import { adviseCredential } from '../steps/credential-rejected-steps';
import { sayCount, sayTime } from '../words';
import type { RuleResult } from './rule';

const rejection = '401003';
/** A renewal is logged with 401003 as well, and is over within a minute. */
const longestRenewalMs = 120_000;

/** The hub keeps refusing the credential, and no connect has succeeded since. */
export function readCredentialRejected(facts: DeviceFacts): RuleResult {
  const lastConnectAt = facts.connects.at(-1)?.at;
  const since = facts.rows.filter(({ at }) => lastConnectAt === undefined || at > lastConnectAt);
  const rejections = since.filter(({ fault }) => fault === rejection);
  const first = rejections[0];
  if (first === undefined) return { kind: 'silent' };
  const total = sayCount(rejections.length, 'rejection');
  if (rejections.length < 2 || facts.window.to.getTime() - first.at.getTime() < longestRenewalMs) {
    const why = `${total} since the last connect: too few, or too fresh, to tell it from a renewal`;
    return { kind: 'lost', cause: 'credential-rejected', why };
  }
  if (rejections.some(({ errorMessage }) => isAboutRegistration(errorMessage))) {
    const why =
      'the hub wrote that it does not know the device, so its credential was not even checked';
    return { kind: 'lost', cause: 'credential-rejected', why };
  }
  const others = facts.rows.filter(({ fault }) => !['', rejection, '404104'].includes(fault));
  if (others.length > 0) {
    const why = `${total} since the last connect, but other faults were logged as well`;
    return { kind: 'lost', cause: 'credential-rejected', why };
  }
  const from =
    lastConnectAt === undefined ? '' : ` since it was last connected at ${sayTime(lastConnectAt)}`;
  return {
    kind: 'fits',
    cause: 'credential-rejected',
    benign: false,
    confidence: rejections.length >= 3 && facts.complete ? 'high' : 'medium',
    confidenceReason: `${total} with 401003 and no connect after the first of them`,
    why: `The hub rejects the credential of the device: ${total} (401003)${from}, and no connect succeeded after them.`,
    inferred: [
      'Credential rejected: token or certificate expired, key or thumbprint changed, or the clock of the device is off by more than five minutes. Rule: 401003 again and again, no other fault, no connect in between.',
    ],
    unknowable: ['Which of these it is: the hub logs the same code for all of them.'],
    steps: adviseCredential(facts, rejections),
  };
}

function isAboutRegistration(message: string): boolean {
  return readRefusalMessage(message)?.about === 'registration';
}
