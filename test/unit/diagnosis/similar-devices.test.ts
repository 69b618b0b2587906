import { findSimilarDevices } from '../../../src/diagnosis/device/similar-devices';

describe('findSimilarDevices', () => {
  it.each([
    ['device-42', ['device-43', 'Device-42', 'sensor-1'], ['Device-42', 'device-43']],
    ['device42', ['device-42', 'device-4200'], ['device-42']],
    [
      'device-4242',
      ['device-4141', 'device-42', 'device-2424', 'device-44'],
      ['device-42', 'device-2424', 'device-4141'],
    ],
    ['device-42', ['device-4', 'device-41', 'device-421'], ['device-4', 'device-421', 'device-41']],
    ['device-42', ['edevice-4', 'device-42-old'], ['edevice-4', 'device-42-old']],
    ['pump', ['main-pump-7', 'lamp', 'pumq'], ['pumq', 'main-pump-7']],
    ['x1', ['a1', 'zz'], ['a1']],
    ['ab', ['xxabxx'], []],
    ['device-42', ['device-42', ''], []],
    [
      'device-1',
      ['device-2', 'device-3', 'device-4', 'device-5'],
      ['device-2', 'device-3', 'device-4'],
    ],
    ['device-42', [], []],
  ])('finds for %s among %j %j', (asked, seen, expected) => {
    expect(findSimilarDevices(asked, seen)).toEqual(expected);
  });
});
