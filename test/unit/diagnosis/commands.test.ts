import { isDeviceId, sayCommand } from '../../../src/diagnosis/commands';

describe('sayCommand', () => {
  it.each([
    ['device-42', 'check device-42'],
    ['a.b:c_d', 'check a.b:c_d'],
    ["it's", `check "it's"`],
    ['why?', 'check "why?"'],
    ['ends.', 'check "ends."'],
    ['a b', undefined],
    ['x"; rm', undefined],
    ['', undefined],
  ])('says %j as %s', (device, said) => {
    expect(sayCommand('check', device)).toBe(said);
  });
});

describe('isDeviceId', () => {
  it('holds only for ids that need no change', () => {
    expect([isDeviceId('a'), isDeviceId(' a'), isDeviceId('a/b')]).toEqual([true, false, false]);
  });
});
