import type { Crowd } from '../crowd/crowd';
import type { HubFigures } from '../hub-figures';
import { adviseHubFault } from '../steps/hub-fault-steps';
import { adviseSiteOutage } from '../steps/site-outage-steps';
import { sayFault } from './hub-fault';
import type { HubFinding } from './hub-finding';
import { saySite } from './site-outage';

/** What happened to many devices at one moment; undefined where nothing did. */
export function judgeHubCrowd(figures: HubFigures): HubFinding | undefined {
  const { crowd, crowdVerdict, impairment, complete } = figures;
  if (crowd === undefined || crowdVerdict === undefined) return undefined;
  const { cause, confidence, confidenceReason } = crowdVerdict;
  const site = cause === 'site-outage' ? crowd.site : undefined;
  const isSite = site !== undefined;
  return {
    cause,
    benign: false,
    confidence: complete || confidence !== 'high' ? confidence : 'medium',
    confidenceReason,
    why: isSite
      ? `Likely a site outage: ${saySite(crowd, site)}.`
      : `Likely a fault of the hub: ${sayFault(crowd, impairment)}.`,
    inferred: [
      isSite
        ? 'Site outage: those who dropped at one moment share a place, and hardly anybody elsewhere dropped.'
        : 'Hub fault: those who dropped at one moment share no place, or got errors of the hub itself.',
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
  { hubFaultDevices, addresses }: Crowd,
): HubFinding['alternatives'][0] {
  if (isSite) {
    const why = `${hubFaultDevices === 0 ? 'no device' : hubFaultDevices} got a 5xx error, and devices elsewhere were spared`;
    return { cause: 'hub-fault', why };
  }
  return {
    cause: 'site-outage',
    why: `the devices are at ${addresses} places, and no place stands out`,
  };
}
