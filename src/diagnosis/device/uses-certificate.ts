import type { DeviceTwin } from '../../ports/device-registry';
import type { ConnectionRow } from './connection-row';

/**
 * Whether the device proves who it is by an X.509 certificate, which is no token and never renewed
 * by a disconnect. The rows of the window count before the registry, which tells of now.
 */
export function usesCertificate(rows: ConnectionRow[], twin: DeviceTwin | undefined): boolean {
  const logged = rows.map(({ authType }) => authType).filter(Boolean);
  return logged.length > 0 ? logged.some(isCertificate) : isCertificate(twin?.authenticationType);
}

/** `x509Certificate` in the logs, `selfSigned` and `certificateAuthority` in the registry. */
export function isCertificate(authType: string | undefined): boolean {
  return /x\.?509|certificate|self-?signed/i.test(authType ?? '');
}
