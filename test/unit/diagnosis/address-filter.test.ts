import { filterAddress, isPrivateAddress } from '../../../src/diagnosis/rules/address-filter';

type Action = 'accept' | 'reject';

const rule = (action: Action, mask: string) => ({ name: mask, action, mask });
const site = '81.24.7.XXX';

describe('filterAddress', () => {
  it.each<[string, Action, ReturnType<typeof rule>[], string, Action | undefined]>([
    ['no rules', 'accept', [], site, 'accept'],
    ['a rule on its block', 'accept', [rule('reject', '81.24.7.0/24')], site, 'reject'],
    ['a rule on a larger block', 'accept', [rule('reject', '81.0.0.0/8')], site, 'reject'],
    ['a rule on all', 'accept', [rule('reject', '0.0.0.0/0')], site, 'reject'],
    ['a mask without a length', 'accept', [rule('reject', '81.24.8.0/')], site, 'accept'],
    ['a rule on another block', 'accept', [rule('reject', '81.24.8.0/24')], site, 'accept'],
    ['a rule on one address of it', 'accept', [rule('reject', '81.24.7.9')], site, undefined],
    ['a rule on half of it', 'accept', [rule('reject', '81.24.7.128/25')], site, undefined],
    ['a rule that says what holds anyway', 'reject', [rule('reject', '81.24.7.9')], site, 'reject'],
    [
      'the first of two rules',
      'accept',
      [rule('accept', '81.24.7.0/24'), rule('reject', '0.0.0.0/0')],
      site,
      'accept',
    ],
    [
      'one address of it admitted, and then nobody',
      'accept',
      [rule('accept', '81.24.7.9'), rule('reject', '0.0.0.0/0')],
      site,
      undefined,
    ],
    ['nobody else admitted', 'reject', [rule('accept', '20.1.2.0/24')], site, 'reject'],
    ['a mask that is none', 'accept', [rule('reject', 'everybody')], site, 'accept'],
    ['a mask with too many bits', 'accept', [rule('reject', '81.24.7.0/99')], site, 'accept'],
    ['a whole address', 'accept', [rule('reject', '81.24.7.9')], '81.24.7.9', 'reject'],
    ['no address', 'reject', [], '', undefined],
    ['an address that is none', 'reject', [], '999.1.2.XXX', undefined],
    ['an address of version 6', 'reject', [], '2001:db8::XXX', undefined],
  ])('with %s', (_what, otherAddresses, ipRules, address, expected) => {
    expect(filterAddress({ ipRules, otherAddresses }, address)).toBe(expected);
  });
});

describe('isPrivateAddress', () => {
  it.each([
    ['10.1.2.XXX', true],
    ['172.20.1.XXX', true],
    ['192.168.0.XXX', true],
    ['172.32.1.XXX', false],
    ['81.24.7.XXX', false],
    ['', false],
  ])('%s: %s', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected);
  });
});
