import type { Crowd, Site } from '../crowd/crowd';
import type { AdvisedStep } from '../diagnosis';
import { sayCount, sayTime } from '../words';

/** The site first: nothing that is done to a device or to the hub brings a dead line back. */
export function adviseSiteOutage(crowd: Crowd, site: Site): AdvisedStep[] {
  const [place = ''] = site.values;
  const where = site.values.length === 1 ? place : `${sayCount(site.values.length, 'place')}`;
  return [
    {
      text: `Ask the site behind ${where} whether it has power and network since ${sayTime(crowd.at)}.`,
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
