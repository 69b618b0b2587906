import type { Crowd } from '../crowd/crowd';
import type { HubFigures } from '../hub/hub-figures';
import { adviseHubFault } from '../steps/hub-fault-steps';
import { adviseSiteOutage } from '../steps/site-outage-steps';
import { sayCount } from '../words';
import { sayFault } from './hub-fault';
import type { HubFinding } from './hub-finding';
import { saySite } from './site-outage';

/** What happened to many devices at one moment; undefined where nothing did. */
export function judgeHubCrowd(figures: HubFigures): HubFinding | undefined {
  const { crowd, crowdVerdict, impairment, complete, unread } = figures;
  if (crowd === undefined || crowdVerdict === undefined) return undefined;
  const { cause, confidence, confidenceReason } = crowdVerdict;
  const site = cause === 'site-outage' ? crowd.site : undefined;
  const isSite = site !== undefined;
  return {
    cause,
    benign: false,
    confidence: (complete && unread === 0) || confidence !== 'high' ? confidence : 'medium',
    confidenceReason,
    why: isSite
      ? `Likely a site outage: ${saySite(crowd, site)}.`
      : `${confidence === 'low' ? 'Perhaps' : 'Likely'} a fault of the hub: ${sayFault(crowd, impairment)}.`,
    inferred: [
      isSite
        ? 'Site outage: those who dropped at one moment share a place, and hardly anybody dropped elsewhere.'
        : 'Hub fault: those who dropped share no place, got errors of the hub itself, or dropped while Azure called the hub impaired.',
    ],
    unknowable: [
      isSite
        ? 'Whether power, the router or the line failed at the site: to the hub they look the same.'
        : 'What failed inside of the service: Azure tells it, if at all, in Resource Health.',
    ],
    steps: adviseCrowd(crowd, figures),
    alternatives: [other(isSite, crowd)],
  };
}

function adviseCrowd(crowd: Crowd, { crowdVerdict, impairment }: HubFigures) {
  return crowdVerdict?.cause === 'site-outage' && crowd.site !== undefined
    ? adviseSiteOutage(crowd, crowd.site)
    : adviseHubFault(undefined, impairment);
}

function other(
  isSite: boolean,
  { hubFaultDevices, addresses, site }: Crowd,
): HubFinding['alternatives'][0] {
  if (isSite) {
    const spared =
      site?.elsewhereTotal === 0 ? 'no device elsewhere has rows' : 'devices elsewhere were spared';
    const failed = hubFaultDevices === 0 ? 'no device' : sayCount(hubFaultDevices, 'device');
    const why = `${failed} got an error of the hub itself, and ${spared}`;
    return { cause: 'hub-fault', why };
  }
  return {
    cause: 'site-outage',
    why:
      addresses > 1
        ? `the devices are at ${addresses} places, and none of them explains it alone`
        : 'errors of the hub itself, or what Azure says of it, weigh more than a common place',
  };
}
