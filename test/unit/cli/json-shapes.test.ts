import { summaryJson, whyJson } from '../../../src/cli/json-shapes';
import { checks, crowd, factor } from '../../support/crowds';
import { diagnosis, siteOutage } from '../../support/report-subjects';

describe('whyJson', () => {
  it('has its documented keys in their order, and what came later behind them', () => {
    expect(Object.keys(whyJson(diagnosis()))).toEqual([
      ...['device', 'hub', 'window', 'cause', 'benign', 'confidence', 'disconnects'],
      ...['firstAt', 'lastAt', 'codes', 'sdk', 'seen', 'inferred', 'unknowable', 'steps'],
      ...['alternatives', 'queries', 'logs', 'crowd', 'checks'],
    ]);
  });

  it('gives the crowd with its exact figures, and no key that is sometimes absent', () => {
    const { crowd: shown } = whyJson(diagnosis({ crowd: crowd({ site: undefined }) }));

    expect(shown).toMatchObject({ affected: 60, others: 240, site: null });
    expect(shown?.commonFactors[0]?.p).toBe(3.1e-48);
  });

  it('gives what was asked, and nothing where nobody asked', () => {
    expect(whyJson(diagnosis({ checks: checks() })).checks).toEqual(checks());
    expect(whyJson(diagnosis())).toMatchObject({ crowd: null, checks: [] });
  });
});

describe('summaryJson', () => {
  it('has its documented keys in their order', () => {
    expect(Object.keys(summaryJson(siteOutage()))).toEqual([
      ...['hub', 'window', 'disconnects', 'devices', 'byCode', 'byCause'],
      ...['commonFactors', 'oddOnes', 'benignHidden', 'logs'],
    ]);
  });

  it('gives causes, factors and odd ones as they were found', () => {
    const byCause = [{ cause: 'site-outage' as const, devices: 56, disconnects: 58 }];
    const found = crowd({ commonFactors: [factor({ ratio: null })] });

    const json = summaryJson(siteOutage({ byCause, benignHidden: 0, crowd: found }));

    expect(json).toMatchObject({ byCause, benignHidden: 0, oddOnes: found.oddOnes });
    expect(json.commonFactors).toEqual([
      {
        ...{ factor: 'address', value: '81.24.7.XXX', affected: 56, affectedTotal: 60 },
        ...{ others: 3, othersTotal: 240, ratio: null, p: 3.1e-48 },
      },
    ]);
  });

  it('is empty, or null, where nobody looked', () => {
    expect(summaryJson(siteOutage())).toMatchObject({
      ...{ byCause: [], commonFactors: [], oddOnes: [], benignHidden: null },
    });
  });
});
