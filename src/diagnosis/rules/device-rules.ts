import { readConnectionLost } from './connection-lost';
import { readCredentialRejected } from './credential-rejected';
import { readGracefulClose } from './graceful-close';
import { readNoDisconnects } from './no-disconnects';
import type { DeviceRule } from './rule';
import { readTokenRenewal } from './token-renewal';

/** All rules about one device, first match wins: what needs a person stands before what is harmless. */
export const deviceRules: readonly DeviceRule[] = [
  readCredentialRejected,
  readNoDisconnects,
  readTokenRenewal,
  readGracefulClose,
  readConnectionLost,
];
