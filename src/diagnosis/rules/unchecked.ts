import type { DeviceFacts } from '../device/device-facts';
import type { Cause } from '../diagnosis';

/** What a verdict would have been checked against, by what was not known of it. */
export function sayUnchecked(facts: DeviceFacts, cause: Cause): string[] {
  const { twin, info } = facts.surroundings;
  const asked = [
    { what: 'Whether the device is registered and enabled', source: twin, causes: ofRegistry },
    { what: 'Whether the hub keeps its address out', source: info, causes: ofNetwork },
  ];
  return asked.flatMap(({ what, source, causes }) => {
    if (!causes.includes(cause) || source.state === 'known') return [];
    const why = source.state === 'pending' ? 'the answer is not here yet.' : source.why;
    return [`${what}: ${why.charAt(0).toLowerCase()}${why.slice(1)}`];
  });
}

const ofRegistry: readonly Cause[] = [
  'device-disabled',
  'device-not-registered',
  'credential-rejected',
  'connection-lost',
  'undetermined',
  'no-evidence',
];

const ofNetwork: readonly Cause[] = ['credential-rejected', 'network-refused', 'no-evidence'];
