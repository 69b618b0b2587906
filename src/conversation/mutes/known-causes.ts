import type { Cause } from '../../diagnosis/diagnosis';

/** Causes that an incident can be muted by. What says that nothing is known is no cause to mute. */
const known: Record<Exclude<Cause, 'undetermined' | 'no-disconnects' | 'no-evidence'>, true> = {
  'token-renewal': true,
  'graceful-close': true,
  'connection-lost': true,
  'duplicate-identity': true,
  'credential-rejected': true,
  'device-disabled': true,
  'device-not-registered': true,
  throttled: true,
  'quota-exceeded': true,
  'platform-upgrade': true,
  'network-refused': true,
  'site-outage': true,
  'hub-fault': true,
};

export const muteCauses: readonly string[] = Object.keys(known);

/** The cause that the words name: "token-renewal", "token renewals", "Throttled". */
export function findCause(words: string): string | undefined {
  const name = words.toLowerCase().replace(/\s+/g, '-');
  return muteCauses.find((cause) => cause === name || `${cause}s` === name);
}
