import { z } from 'zod';
import type { HubInfo } from '../../ports/hub-info';
import { word } from './read-body';

/**
 * A hub has rules in two forms, and often the same ones in both. A rule set that denies decides
 * alone: it names who may come. The older list is applied in order and accepts whom it does not
 * name; only where it is empty there is anything to say of a rule set that allows all.
 */
export function readIpRules({
  ipFilterRules,
  networkRuleSets,
}: z.infer<typeof IpRules>): Pick<HubInfo, 'ipRules' | 'otherAddresses'> {
  const named = (networkRuleSets?.ipRules ?? []).map(readRule);
  const listed = (ipFilterRules ?? []).map(readRule);
  if (networkRuleSets && denies(networkRuleSets)) {
    return { ipRules: named, otherAddresses: 'reject' };
  }
  return { ipRules: listed.length > 0 ? listed : named, otherAddresses: 'accept' };
}

function readRule({ filterName, action, ipMask }: z.infer<typeof IpRule>) {
  return { name: filterName ?? '', action: actions[action ?? 'allow'], mask: ipMask };
}

/** Rules that nobody gave a default for are there to deny the rest. */
function denies({ defaultAction, ipRules }: z.infer<typeof RuleSet>): boolean {
  return defaultAction ? defaultAction === 'deny' : (ipRules ?? []).length > 0;
}

const actions = { accept: 'accept', allow: 'accept', reject: 'reject' } as const;
const IpRule = z.object({
  filterName: z.string().nullish(),
  action: word(['accept', 'reject', 'allow']).nullish(),
  ipMask: z.string().min(1),
});
const RuleSet = z.object({
  defaultAction: word(['allow', 'deny']).nullish(),
  ipRules: z.array(IpRule).nullish(),
});

/** Of the hub's `properties`. */
export const IpRules = z.object({
  ipFilterRules: z.array(IpRule).nullish(),
  networkRuleSets: RuleSet.nullish(),
});
