import { findErrorCode } from '../knowledge/find-error-code';

/** "404104 DeviceConnectionClosedRemotely": a code never goes out as a bare number where its name is known. */
export function sayCode(code: string, name = findErrorCode(code)?.name ?? ''): string {
  if (code === '') return 'no error code';
  return name === '' || name === code ? code : `${code} ${name}`;
}
