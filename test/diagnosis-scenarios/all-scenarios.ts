import { certificateCloses, certificateLosses, tokensDespiteTwin } from './cases/certificates';
import { connectionLost } from './cases/connection-lost';
import { credentialRejected } from './cases/credential-rejected';
import { deviceDisabled } from './cases/device-disabled';
import { deviceNotRegistered } from './cases/device-not-registered';
import { duplicateIdentity } from './cases/duplicate-identity';
import { gracefulClose } from './cases/graceful-close';
import { hubFault } from './cases/hub-fault';
import { quotaExceeded, throttled } from './cases/limits';
import { lostAlone } from './cases/lost-alone';
import {
  misleadingCrowds,
  misleadingLosses,
  misleadingRefusals,
  misleadingRenewals,
  pastIdentity,
} from './cases/misleading';
import { networkRefused } from './cases/network-refused';
import { oddLosses, oddQuiet, oddRenewals } from './cases/odd-rows';
import { platformUpgrade } from './cases/platform-upgrade';
import { noDisconnects, noEvidence, undetermined } from './cases/quiet';
import { renewalsInCompany } from './cases/renewals-in-company';
import { siteOutage } from './cases/site-outage';
import { tokenRenewal } from './cases/token-renewal';
import type { Scenario } from './scenario';

/** Every story, under the cause that its chapter is about. */
const chapters: [chapter: string, scenarios: Scenario[]][] = [
  [
    'token-renewal',
    [
      ...tokenRenewal,
      ...renewalsInCompany,
      ...oddRenewals,
      ...misleadingRenewals,
      ...tokensDespiteTwin,
    ],
  ],
  ['graceful-close', [...gracefulClose, ...certificateCloses, ...misleadingCrowds.closed]],
  [
    'connection-lost',
    [...connectionLost, ...lostAlone, ...certificateLosses, ...oddLosses, ...misleadingLosses],
  ],
  ['duplicate-identity', duplicateIdentity],
  ['credential-rejected', [...credentialRejected, ...misleadingRefusals]],
  ['device-disabled', [...deviceDisabled, ...pastIdentity.disabled]],
  ['device-not-registered', [...deviceNotRegistered, ...pastIdentity.notRegistered]],
  ['throttled', throttled],
  ['quota-exceeded', quotaExceeded],
  ['platform-upgrade', platformUpgrade],
  ['network-refused', networkRefused],
  ['site-outage', [...siteOutage, ...misleadingCrowds.dark]],
  ['hub-fault', [...hubFault, ...misleadingCrowds.fault]],
  ['undetermined', undetermined],
  ['no-disconnects', noDisconnects],
  ['no-evidence', [...noEvidence, ...oddQuiet]],
];

export const allScenarios: (Scenario & { chapter: string })[] = chapters.flatMap(
  ([chapter, scenarios]) => scenarios.map((scenario) => ({ chapter, ...scenario })),
);
