import type { AffectedDevice } from '../../../../src/diagnosis/crowd/affected-rows';
import { classifyDevice } from '../../../../src/diagnosis/crowd/classify-device';
import { isCrowdMember } from '../../../../src/diagnosis/crowd/crowd-members';
import type { Cause } from '../../../../src/diagnosis/diagnosis';
import { affected, refusedOnly, renewing } from '../../../support/affected-devices';
import { minute, sdkStrings } from '../../../support/connection-rows';

const cases: [string, AffectedDevice, Cause, boolean][] = [
  ['a loss', affected('a'), 'connection-lost', true],
  ['renewals', renewing('a'), 'token-renewal', false],
  ['one renewal in its period', renewing('a', 1), 'token-renewal', false],
  [
    'the rhythm of a renewal, with a certificate',
    renewing('a', 6, { codes: ['404104'], authType: 'x509Certificate' }),
    'connection-lost',
    true,
  ],
  [
    'renewals of shorter tokens, regular all day',
    renewing('a', 1, { upMin: 1800, upMax: 1800, ups: 8, upLow: 1790, upHigh: 1810 }),
    'token-renewal',
    false,
  ],
  [
    'one cut at another time than the renewals of the day',
    renewing('a', 1, {
      ...{ codes: ['404104'], upMin: 900, upMax: 900, ups: 8, upLow: 900, upHigh: 4200 },
    }),
    'connection-lost',
    true,
  ],
  [
    'expired tokens in no rhythm that is known',
    renewing('a', 2, { upMin: 900, upMax: 3600, ups: 2, upLow: 900, upHigh: 3600 }),
    'undetermined',
    false,
  ],
  [
    'an expired token and no return',
    affected('a', { codes: ['401003', '404104'] }),
    'connection-lost',
    true,
  ],
  ['renewals and a loss', renewing('a', 6, { drops: 7, open: 1 }), 'connection-lost', true],
  [
    'renewals of a client without a known SDK',
    renewing('a', 6, { sdkVersion: '', sdk: '' }),
    'undetermined',
    false,
  ],
  [
    'clean renewals of Node',
    renewing('a', 6, {
      ...{ codes: [''], clean: 6, sdkVersion: sdkStrings.node, upMin: 2700, upMax: 2700 },
    }),
    'token-renewal',
    false,
  ],
  ['a goodbye', affected('a', { codes: [''], clean: 1 }), 'graceful-close', false],
  ['an error of the hub', affected('a', { codes: ['500001'] }), 'hub-fault', true],
  ['an error by its name', affected('a', { codes: ['InternalServerError'] }), 'hub-fault', true],
  ['the typing error of one document', affected('a', { codes: ['5000001'] }), 'hub-fault', true],
  ['refused while the hub fails over', refusedOnly('a', '404012'), 'hub-fault', true],
  ['refused by a failing hub', refusedOnly('a', '503001'), 'hub-fault', true],
  ['refused as disabled', refusedOnly('a', '403012'), 'device-disabled', false],
  ['refused as unknown', refusedOnly('a', '404001'), 'device-not-registered', false],
  ['refused for its credential', refusedOnly('a', '401003'), 'credential-rejected', false],
  [
    'refused for its credential, and let in since',
    affected('a', { ...refusedOnly('a', '401003'), connectedAt: minute(301) }),
    'undetermined',
    false,
  ],
  ['refused by the quota', refusedOnly('a', '403002'), 'quota-exceeded', false],
  ['throttled', refusedOnly('a', '429001'), 'throttled', false],
  [
    'lost, then throttled on its return',
    affected('a', { refused: 2, refusedCodes: ['429001'] }),
    'throttled',
    true,
  ],
  [
    'lost, then refused as disabled',
    affected('a', { refused: 2, refusedCodes: ['403012'] }),
    'device-disabled',
    false,
  ],
  ['upgraded', affected('a', { codes: ['400029'] }), 'platform-upgrade', false],
  [
    'fought over',
    affected('a', { codes: ['400027'], drops: 9, soon: 9, open: 0 }),
    'duplicate-identity',
    false,
  ],
  ['one conflict', affected('a', { codes: ['400027'] }), 'undetermined', true],
  ['an odd code', affected('a', { codes: ['400011'] }), 'undetermined', true],
];

describe('classifyDevice', () => {
  it.each(cases)('tells %s', (_what, device, cause) => {
    expect(classifyDevice(device)).toBe(cause);
  });
});

describe('isCrowdMember', () => {
  it.each(cases)('knows whether a crowd may hold %s', (_what, device, _cause, member) => {
    expect(isCrowdMember(device)).toBe(member);
  });
});
