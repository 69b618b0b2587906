import { readRefusalMessage } from '../../knowledge/read-refusal-message';
import type { ConnectionRow } from '../device/connection-row';
import type { DeviceFacts } from '../device/device-facts';
import { type SortedDrops, type Trouble, troublesOf } from '../device/sort-drops';
import { adviseCredential } from '../steps/credential-rejected-steps';
import { sayCount, sayLength, sayTime } from '../words';
import { codeOf } from './cause-of-row';
import { readRegistry } from './registry';
import type { RuleResult } from './rule';
import { sayCodes } from './trouble-words';

/** The hub keeps refusing the credential; what a renewal leaves is shorter, and heals. */
export function readCredentialRejected(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const troubles = troublesOf(drops, 'credential-rejected');
  const last = troubles.at(-1);
  if (last === undefined) return explainOthers(facts);
  const isOpen = drops.open?.cause === 'credential-rejected';
  const rejections = troubles.flatMap(rejectionsOf);
  const message = findMessage(rejections);
  const total = sayCount(rejections.length, 'rejection');
  const codes = sayCodes(troubles, /^401|^Unauthorized$/i) || '401003';
  const worked = facts.connects.findLast(({ at }) => at <= last.at)?.at;
  const proven = rejections.length >= 3 || (message !== undefined && rejections.length > 1);
  return {
    kind: 'fits',
    now: isOpen,
    cause: 'credential-rejected',
    benign: false,
    confidence: isOpen && proven && facts.complete ? 'high' : 'medium',
    confidenceReason: confidenceReason(
      `${total} with ${codes}`,
      isOpen,
      readRegistry(facts) === 'enabled',
    ),
    why: `${message ?? 'The hub rejects the credential of the device'}: ${total} (${codes})${isOpen ? openWords(worked) : returnWords(last)}.`,
    inferred: [
      message === undefined
        ? 'Credential rejected: token or certificate expired, key or thumbprint changed, or the clock of the device is off by more than five minutes. Rule: 401003 again and again, and no connect in between.'
        : 'Credential rejected: the hub wrote why. Rule: the message of the newest refusal that has one.',
      ...driftWords(worked, message),
    ],
    unknowable: [
      message === undefined
        ? 'Which of these it is: the hub logs the same code for all of them.'
        : 'Who changed what on the device or in the hub.',
    ],
    steps: adviseCredential(facts, rejections),
  };
}

/** Single rejections, where they are no rule's: why they do not suffice. */
function explainOthers(facts: DeviceFacts): RuleResult {
  const single = facts.refused.filter(({ fault }) => /^401/.test(codeOf(fault)));
  if (single.length === 0) return { kind: 'silent' };
  const about = single.some(
    (row) => readRefusalMessage(row.errorMessage)?.about === 'registration',
  );
  const why = about
    ? 'the hub wrote that it does not know the device, so its credential was not even checked'
    : `${sayCount(single.length, 'rejection')} only: too few, or too short, to tell from a renewal`;
  return { kind: 'lost', cause: 'credential-rejected', why };
}

function rejectionsOf(trouble: Trouble): ConnectionRow[] {
  return trouble.refused.filter(({ fault }) => /^401|^Unauthorized$/i.test(codeOf(fault)));
}

/** The newest message that says more than that a token or certificate is not accepted. */
function findMessage(rejections: ConnectionRow[]): string | undefined {
  const readings = rejections.map(({ errorMessage }) => readRefusalMessage(errorMessage));
  return readings.findLast((reading) => reading !== undefined)?.reading.replace(/\.$/, '');
}

function confidenceReason(total: string, isOpen: boolean, isEnabled: boolean): string {
  const end = isOpen ? 'no connect succeeded after them' : 'a connect succeeded after them';
  const registry = isEnabled ? '; the registry has the device enabled' : '';
  return `${total}, and ${end}${registry}`;
}

function openWords(worked: Date | undefined): string {
  const from = worked === undefined ? '' : ` since it was last connected at ${sayTime(worked)}`;
  return `${from}, and no connect succeeded after them`;
}

function returnWords({ at, backAt }: Trouble): string {
  if (backAt === undefined) return `, the last time at ${sayTime(at)}`;
  return `, and it was let in again after ${sayLength(backAt.getTime() - at.getTime())}`;
}

/** Whoever worked before and changed nothing may only have a wrong clock. */
function driftWords(worked: Date | undefined, message: string | undefined): string[] {
  if (worked === undefined || (message !== undefined && !/no longer accepted/.test(message))) {
    return [];
  }
  return [
    'It was let in before: where neither key nor certificate changed, a clock that drifted by more than five minutes is likely.',
  ];
}
