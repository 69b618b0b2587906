import { crowdShown } from '../../../src/reports/crowd-shown';
import { crowd, factor } from '../../support/crowds';
import { siteOutage } from '../../support/report-subjects';

const causes = [
  { cause: 'connection-lost', devices: 48, disconnects: 60 },
  { cause: 'credential-rejected', devices: 2, disconnects: 9 },
  { cause: 'token-renewal', devices: 31, disconnects: 620 },
] as const;

describe('crowdShown', () => {
  it('counts devices by cause in one line, and says which are hidden', () => {
    const shown = crowdShown(siteOutage({ byCause: [...causes], benignHidden: 31 }));

    expect(shown.causes).toBe(
      '48 connection lost · 2 credential rejected · 31 token renewal (hidden: normal)',
    );
    expect(shown.hidden).toBe('Hidden as token renewal: 31 devices');
  });

  it('calls nothing hidden where nothing is', () => {
    const shown = crowdShown(siteOutage({ byCause: [...causes], benignHidden: 0 }));

    expect(shown.causes).toMatch(/31 token renewal$/);
    expect(shown.hidden).toBeUndefined();
  });

  it('counts the causes that a line does not hold', () => {
    const names = ['device-disabled', 'throttled', 'hub-fault', 'undetermined'] as const;
    const many = names.map((cause) => ({ cause, devices: 1, disconnects: 1 }));
    const none = { cause: 'graceful-close' as const, devices: 0, disconnects: 0 };

    const shown = crowdShown(siteOutage({ byCause: [...causes, ...many, none] }));

    expect(shown.causes).toMatch(/1 hub fault · 1 undetermined$/);
    const more = { cause: 'quota-exceeded' as const, devices: 1, disconnects: 1 };
    const longer = crowdShown(siteOutage({ byCause: [...causes, ...many, more] }));
    expect(longer.causes).toMatch(/1 hub fault · 2 more causes$/);
  });

  it('has nothing to show where nobody looked', () => {
    expect(crowdShown(siteOutage())).toEqual({ oddOnes: [] });
  });

  it('shows three of what they share, with both sides, and counts the rest', () => {
    const { shared } = crowdShown(siteOutage({ crowd: crowd() }));

    expect(shared).toMatchObject({
      at: '2026-11-21T03:08:00Z',
      scale: '60 of 300 devices seen',
      more: 1,
    });
    expect(shared?.lines).toHaveLength(3);
    expect(shared?.lines[0]).toEqual({
      what: 'Address block 81.24.7.XXX',
      often: '75 times as often',
      dropped: '56 of 60',
      others: '3 of 240',
    });
  });

  it('names no moment where the whole window was looked at', () => {
    const { window } = siteOutage();

    const { shared } = crowdShown(siteOutage({ crowd: crowd({ ...window, at: window.to }) }));

    expect(shared).not.toHaveProperty('at');
    expect(shared?.sides).toEqual({ ours: 'with trouble', theirs: 'without' });
  });

  it('shows no table of nothing', () => {
    const shown = crowdShown(siteOutage({ crowd: crowd({ commonFactors: [] }) }));

    expect(shown.shared).toBeUndefined();
  });

  it.each([
    [
      { code: '401003', name: 'IoTHubUnauthorized', crowdCode: '404104' },
      'failed differently: 401003 IoTHubUnauthorized, the others 404104',
    ],
    [
      { code: '499999', name: '', crowdCode: '' },
      'failed differently: 499999, the others without an error code',
    ],
    [
      { code: '', name: '', crowdCode: '404104' },
      'failed differently: no error code, the others 404104',
    ],
  ])('names who failed differently: %j', (parts, text) => {
    const oddOnes = [{ device: 'device-17', ...parts }];

    const shown = crowdShown(
      siteOutage({ crowd: crowd({ oddOnes, commonFactors: [factor({})] }) }),
    );

    expect(shown.oddOnes).toEqual([{ device: 'device-17', text }]);
  });
});
