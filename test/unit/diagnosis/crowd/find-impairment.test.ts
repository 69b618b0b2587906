import { findImpairment } from '../../../../src/diagnosis/crowd/find-impairment';
import type { HealthStatus } from '../../../../src/ports/health-source';
import { minute } from '../../../support/connection-rows';

function status(
  state: HealthStatus['state'],
  since: number | undefined,
  until?: number,
): HealthStatus {
  return {
    ...{ state, title: '', summary: '', reason: '' },
    since: since === undefined ? undefined : minute(since),
    until: until === undefined ? undefined : minute(until),
  };
}

describe('findImpairment', () => {
  it.each([
    ['during it', status('degraded', 100, 200), 150, true],
    ['shortly before Azure saw it', status('unavailable', 100, 200), 86, true],
    ['long before', status('unavailable', 100, 200), 84, false],
    ['shortly after Azure called it over', status('degraded', 100, 200), 214, true],
    ['long after', status('degraded', 100, 200), 216, false],
    ['while it lasts', status('degraded', 100), 900, true],
    ['when its begin is not told', status('degraded', undefined), 5, true],
    ['while the hub is available', status('available', 1), 150, false],
    ['while nothing is known', status('unknown', 1), 150, false],
  ])('looks %s', (_when, value, at, found) => {
    const health = { state: 'known', value: [status('available', 300), value] } as const;

    expect(findImpairment({ ...health, value: [...health.value] }, minute(at))).toBe(
      found ? value : undefined,
    );
  });

  it('finds nothing where health was not told or no moment is asked for', () => {
    const health = { state: 'failed', code: 'x', why: 'No.' } as const;

    expect(findImpairment(health, minute(1))).toBeUndefined();
    expect(findImpairment({ state: 'known', value: [status('degraded', 1)] }, undefined)).toBe(
      undefined,
    );
  });
});
