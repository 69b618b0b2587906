import { gracefulClose, noDisconnects, noEvidence, undetermined } from './cases/closes-and-quiet';
import { connectionLost } from './cases/connection-lost';
import { hubFault, siteOutage } from './cases/crowds';
import { deviceDisabled, deviceNotRegistered, duplicateIdentity } from './cases/identity';
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
  ['token-renewal', tokenRenewal],
  ['graceful-close', gracefulClose],
  ['connection-lost', connectionLost],
  ['duplicate-identity', duplicateIdentity],
  ['credential-rejected', credentialRejected],
  ['device-disabled', deviceDisabled],
  ['device-not-registered', deviceNotRegistered],
  ['throttled', throttled],
  ['quota-exceeded', quotaExceeded],
  ['platform-upgrade', platformUpgrade],
  ['network-refused', networkRefused],
  ['site-outage', siteOutage],
  ['hub-fault', hubFault],
  ['undetermined', undetermined],
  ['no-disconnects', noDisconnects],
  ['no-evidence', noEvidence],
];

export const allScenarios: (Scenario & { chapter: string })[] = chapters.flatMap(
  ([chapter, scenarios]) => scenarios.map((scenario) => ({ chapter, ...scenario })),
);
