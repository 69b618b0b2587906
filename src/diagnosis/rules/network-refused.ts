import type { DeviceFacts } from '../device/device-facts';
import { type SortedDrops, type Trouble, troublesOf } from '../device/sort-drops';
import type { Cause } from '../diagnosis';
import { adviseNetworkRefused } from '../steps/network-refused-steps';
import { known } from '../surroundings';
import { findBlock } from './address-filter';
import type { RuleResult } from './rule';
import { countRefused, sayTroubles } from './trouble-words';

/** What a filtered device leaves in the rows: a refusal as unauthorised, or nothing more at all. */
const fitting: readonly Cause[] = ['credential-rejected', 'connection-lost', 'undetermined'];

/** The hub lets this address in no more: it says so, or its network settings do. */
export function readNetworkRefused(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const said = troublesOf(drops, 'network-refused');
  const { open } = drops;
  const hub = known(facts.surroundings.info);
  const address = addressOf(facts);
  const block = hub && findBlock(hub, address);
  if (open !== undefined && block !== undefined && fitting.includes(open.cause)) {
    return fitsSettings(facts, open, block);
  }
  if (said.length === 0) return { kind: 'silent' };
  return {
    kind: 'fits',
    now: open?.cause === 'network-refused',
    ...base(facts),
    confidence: block !== undefined && facts.complete ? 'high' : 'medium',
    confidenceReason:
      block ??
      'the hub wrote that the address is not allowed; its settings were not seen to say so',
    why: `The hub refuses the address of the device${address === '' ? '' : ` (${address})`}: ${sayTroubles(said)}, and it names the network as the reason.`,
    inferred: [
      'Network refused: an IP filter, or public access that is off, keeps the address out. Rule: the message of the refusal.',
    ],
  };
}

function fitsSettings(facts: DeviceFacts, open: Trouble, block: string): RuleResult {
  const refused = countRefused([open]);
  const seen = refused > 0 ? `${refused} connects were refused` : 'nothing came after its last row';
  return {
    kind: 'fits',
    now: true,
    ...base(facts),
    confidence: refused > 1 && facts.complete ? 'high' : 'medium',
    confidenceReason:
      refused > 0
        ? `${block}, and the hub answers a filtered address as if its credential were wrong`
        : `${block}; that nothing is logged fits it, and fits a lost network as well`,
    why: `The hub keeps the device out by its network settings: ${block}; ${seen}.`,
    inferred: [
      'Network refused: the hub answers 401 to an address that its filter rejects, and does not mention the filter. Rule: the settings of the hub against the last address of the device.',
    ],
  };
}

function addressOf({ rows }: DeviceFacts): string {
  return rows.findLast(({ maskedIpAddress }) => maskedIpAddress !== '')?.maskedIpAddress ?? '';
}

function base(facts: DeviceFacts) {
  return {
    cause: 'network-refused' as const,
    benign: false,
    unknowable: [
      'Whether the device could use another way: the settings are those of now, and not of the moment of the loss.',
    ],
    steps: adviseNetworkRefused(facts),
  };
}
