import { links } from '../../knowledge/links';
import type { DeviceFacts } from '../device/device-facts';
import type { AdvisedStep } from '../diagnosis';
import { sayTime } from '../words';

/** The hub was told goodbye: only the application knows why. */
export function adviseGracefulClose(facts: DeviceFacts): AdvisedStep[] {
  const lastAt = sayTime(facts.drops.at(-1)?.at ?? facts.window.to);
  return [
    {
      text: `Ask whoever runs the application of ${facts.device} whether it closed on purpose at ${lastAt}: a restart, an update or a planned sleep looks like this.`,
    },
    {
      text: 'Read the log of the device, or of its application, for the moments of the closes.',
      url: links.deviceSideGuide.url,
    },
  ];
}
