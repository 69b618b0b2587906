import {
  nameFactor,
  sayChance,
  sayFactor,
  sayOfDropped,
  sayOfOthers,
  sayRatio,
} from '../../../src/reports/say-factor';
import { factor } from '../../support/crowds';

describe('the words for what those that dropped share', () => {
  it.each([
    ['address', '81.24.7.XXX', 'address block 81.24.7.XXX'],
    ['sdk', '.NET/1.42.0', 'SDK .NET/1.42.0'],
    ['protocol', 'AmqpWs', 'protocol AMQP over WebSockets'],
    ['protocol', 'Pigeon', 'protocol Pigeon'],
    ['authType', 'sas', 'authentication by SAS token'],
    ['authType', 'x509Certificate', 'authentication by X.509 certificate'],
    ['authType', 'handshake', 'authentication by handshake'],
    ['authType', 'constructor', 'authentication by constructor'],
    ['protocol', '__proto__', 'protocol __proto__'],
    ['code', '404104', 'error code 404104 DeviceConnectionClosedRemotely'],
    ['code', '499999', 'error code 499999'],
    ['hub', 'contoso-hub', 'hub contoso-hub'],
    ['idPrefix', 'press-', 'ids that begin with press-'],
  ] as const)('name the factor %s of %s', (name, value, words) => {
    expect(nameFactor({ factor: name, value })).toBe(words);
  });

  it('give both sides with their bases', () => {
    const big = factor({ affected: 1234, affectedTotal: 5678, others: 0, othersTotal: 90_000 });

    expect([sayOfDropped(big), sayOfOthers(big)]).toEqual(['1,234 of 5,678', '0 of 90,000']);
  });

  it.each([
    [74.67, '75 times as often'],
    [2.714, '2.7 times as often'],
    [1234.5, '1,235 times as often'],
    [null, 'only among those that dropped'],
  ])('say a ratio of %s', (ratio, words) => {
    expect(sayRatio({ ratio }, 'that dropped')).toBe(words);
  });

  it.each([
    [0, 'Chance explains this less than once in a million'],
    [3e-48, 'Chance explains this less than once in a million'],
    [1e-6, 'Chance explains this less than once in 100,000'],
    [4e-5, 'Chance explains this less than once in 10,000'],
    [0.00099, 'Chance explains this less than once in 1,000'],
    [0.001, 'Chance explains this less than once in 100'],
    [0.01, 'Chance explains this less than once in 20'],
    [0.2, 'Chance may explain this'],
  ])('say a p of %s without a figure nobody reads', (p, words) => {
    expect(sayChance(p)).toBe(words);
  });

  it('say it all in two sentences', () => {
    const said = sayFactor(factor({ p: 0.0004 }), { ours: 'that dropped', theirs: 'that did not' });

    expect(said).toBe(
      'Address block 81.24.7.XXX: 56 of 60 that dropped, 3 of 240 that did not; 75 times as often. Chance explains this less than once in 1,000.',
    );
  });
});
