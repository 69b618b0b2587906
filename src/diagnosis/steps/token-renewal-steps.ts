import { periodSecondsOf, type RenewalRhythm } from '../../knowledge/find-renewal';
import { links } from '../../knowledge/links';
import type { DeviceFacts } from '../device/device-facts';
import type { AdvisedStep } from '../diagnosis';
import type { FoundRhythm } from '../rules/renewal-rhythm';
import { sayLength } from '../words';

/** Nothing is broken: how to have less of it, and how to hear less of it. */
export function adviseTokenRenewal(
  facts: DeviceFacts,
  { periodMs }: FoundRhythm,
  rhythm: RenewalRhythm,
): AdvisedStep[] {
  const found = sayLength(periodMs);
  const expected = sayLength(rhythm.periodSeconds * 1000);
  const daily = sayLength(periodSecondsOf(rhythm, 24 * 3600) * 1000);
  const token = sayLength(rhythm.tokenSeconds * 1000);
  return [
    {
      text: 'Nothing needs repair: the device renews its token and comes back by itself.',
      url: links.renewalBehaviour.url,
    },
    {
      text: `To have fewer of these drops, make tokens live longer: it dropped about every ${found}, and with tokens of ${token} the ${facts.sdk?.name ?? ''} SDK does so about every ${expected}, with tokens of a day about every ${daily}.`,
      detail: `${rhythm.setting} AMQP renews without a disconnect.`,
    },
    {
      text: 'To hear less of them, let alerts wait a minute or two before they believe a disconnect.',
    },
  ];
}
