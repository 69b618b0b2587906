import { deviceGoesAway } from './device-goes-away';
import { disabledDevice } from './disabled-device';
import { expiredCredential } from './expired-credential';
import { faultySdk } from './faulty-sdk';
import { flappingDevice } from './flapping-device';
import { hubFault } from './hub-fault';
import { lateLogs } from './late-logs';
import { networkRefused } from './network-refused';
import { platformUpgrade } from './platform-upgrade';
import { portBlocked } from './port-blocked';
import { quota } from './quota';
import type { Scenario } from './scenario';
import { sharedIdentity } from './shared-identity';
import { siteByEvents } from './site-by-events';
import { siteOutage } from './site-outage';
import { sleepingSensor } from './sleeping-sensor';
import { tellEvents } from './tell-events';
import { throttling } from './throttling';
import { tokenRenewal } from './token-renewal';
import { tokensAllDay } from './tokens-all-day';

export type { Scenario } from './scenario';

/** In the order the page shows them, group by group. */
export const scenarios: Scenario[] = [
  siteOutage,
  portBlocked,
  networkRefused,
  expiredCredential,
  sharedIdentity,
  disabledDevice,
  faultySdk,
  hubFault,
  throttling,
  quota,
  tokenRenewal,
  platformUpgrade,
  lateLogs,
  deviceGoesAway,
  siteByEvents,
  flappingDevice,
  tokensAllDay,
  sleepingSensor,
].map(tellEvents);
