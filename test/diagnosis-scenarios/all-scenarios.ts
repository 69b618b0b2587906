import { gracefulClose, noDisconnects, noEvidence, undetermined } from './cases/closes-and-quiet';
import { connectionLost } from './cases/connection-lost';
import { hubFault, siteOutage } from './cases/crowds';
import { deviceDisabled, deviceNotRegistered, duplicateIdentity } from './cases/identity';
import {
  misleadingCrowds,
  misleadingLosses,
  misleadingRefusals,
  misleadingRenewals,
  pastIdentity,
} from './cases/misleading';
import { oddLosses, oddQuiet, oddRenewals } from './cases/odd-rows';
import {
  credentialRejected,
  networkRefused,
  platformUpgrade,
  quotaExceeded,
  throttled,
} from './cases/refused';
import { tokenRenewal } from './cases/token-renewal';
import type { Scenario } from './scenario';

/** Every story, under the cause that its chapter is about. */
export const chapters: [chapter: string, scenarios: Scenario[]][] = [
  ['token-renewal', [...tokenRenewal, ...oddRenewals, ...misleadingRenewals]],
  ['graceful-close', [...gracefulClose, ...misleadingCrowds.closed]],
  ['connection-lost', [...connectionLost, ...oddLosses, ...misleadingLosses]],
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
