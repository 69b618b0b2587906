import { findErrorCode } from '../../knowledge/find-error-code';
import { readRefusalMessage } from '../../knowledge/read-refusal-message';
import type { ConnectionRow } from '../device/connection-row';
import type { Cause } from '../diagnosis';

/** What one row says by its code and message alone; undefined for codes that name no cause. */
export function causeOfRow(row: Pick<ConnectionRow, 'fault' | 'errorMessage'>): Cause | undefined {
  const code = codeOf(row.fault);
  if (code === '') return 'graceful-close';
  if (/^40[13]/.test(code)) {
    if (readRefusalMessage(row.errorMessage)?.about === 'registration') {
      return 'device-not-registered';
    }
    if (addressRefused.test(row.errorMessage)) return 'network-refused';
  }
  const named = causesByCode.find(({ codes }) => codes.test(code));
  return named?.cause;
}

/** The number of an error; of those that are logged without one, their name. */
export function codeOf(fault: string): string {
  return findErrorCode(fault)?.code || fault;
}

/** Causes that last until somebody changes something. */
export const lastingCauses: readonly Cause[] = [
  'device-disabled',
  'device-not-registered',
  'network-refused',
  'credential-rejected',
  'quota-exceeded',
];

const addressRefused =
  /\bip[ -]?(address|filter)|acceptingIpFilterRule|public ?network|private endpoint/i;

const causesByCode: { codes: RegExp; cause: Cause }[] = [
  { codes: /^403012$/, cause: 'device-disabled' },
  { codes: /^404001$/, cause: 'device-not-registered' },
  { codes: /^403002$/, cause: 'quota-exceeded' },
  { codes: /^429\d{3}$/, cause: 'throttled' },
  { codes: /^4000(29|30)$/, cause: 'platform-upgrade' },
  { codes: /^(400027|409002)$/, cause: 'duplicate-identity' },
  { codes: /^404104$/, cause: 'connection-lost' },
  { codes: /^401\d{3}$|^Unauthorized$/i, cause: 'credential-rejected' },
  { codes: /^(50[0234]\d{3}|404012)$/, cause: 'hub-fault' },
  { codes: /^(ServiceUnavailable|InternalServerError)$/i, cause: 'hub-fault' },
];
