import type { Crowd, Site } from '../crowd/crowd';
import type { AdvisedStep } from '../diagnosis';
import { sayTime } from '../words';

/** The site first: nothing that is done to a device or to the hub brings a dead line back. */
export function adviseSiteOutage(crowd: Crowd, site: Site): AdvisedStep[] {
  return [
    {
      text: `Ask ${sayWhom(site)} about power and network since about ${sayTime(crowd.at)}.`,
    },
    {
      text: 'Ask the provider of the line for a fault, and look at the router and firewall for a restart or a change.',
    },
    {
      text: 'Watch them come back: devices reconnect by themselves, and a crowd that does so at once may be throttled for a while.',
      command: 'summary',
    },
  ];
}

function sayWhom({ values, factor }: Site): string {
  const [place = ''] = values;
  if (values.length > 1) return `the ${values.length} sites`;
  return factor === 'address' ? `the site behind ${place}` : `the site of the devices ${place}…`;
}
