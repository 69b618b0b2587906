import { isCertificate, usesCertificate } from '../../../src/diagnosis/device/uses-certificate';
import type { DeviceTwin } from '../../../src/ports/device-registry';
import { connect } from '../../support/connection-rows';

const twin = (authenticationType: string) => ({ authenticationType }) as DeviceTwin;

it.each([
  ['x509Certificate', true],
  ['X509CA', true],
  ['selfSigned', true],
  ['certificateAuthority', true],
  ['sas', false],
  ['none', false],
  [undefined, false],
])('%s is a certificate: %s', (authType, is) => {
  expect(isCertificate(authType)).toBe(is);
});

it.each([
  ['rows that name none leave it to the registry', ['', ''], 'selfSigned', true],
  ['rows that name a token count before the registry', ['', 'sas'], 'selfSigned', false],
  ['one row with a certificate is enough', ['sas', 'x509Certificate'], 'sas', true],
  ['an unknown word is no certificate', ['', ''], 'tpm', false],
])('%s', (_, authTypes, registered, is) => {
  const rows = authTypes.map((authType, at) => connect(at, { authType }));

  expect(usesCertificate(rows, twin(registered))).toBe(is);
});

it('neither rows nor registry: no certificate is assumed', () => {
  expect(usesCertificate([], undefined)).toBe(false);
});
