import { tellAsked, tellSources } from '../../../src/reports/told-checks';
import { checks } from '../../support/crowds';

const pending = { state: 'pending', text: 'Has not answered yet.' } as const;
const failed = { state: 'failed', text: 'It did not answer within 10 s' } as const;

describe('tellAsked', () => {
  it('says which sources are still asked', () => {
    const { asking } = tellAsked(checks({ health: pending, metrics: pending }));

    expect(asking).toBe('Still asking: Resource Health, metrics.');
  });

  it('says what could not be checked and what is not known for that', () => {
    const { unchecked } = tellAsked(checks({ health: failed, registry: failed }));

    expect(unchecked).toBe(
      'Could not be checked: device registry, Resource Health. So it is not known whether the device is registered and enabled, or whether Azure saw the hub impaired.',
    );
  });

  it.each([
    [checks()],
    [undefined],
    [checks({ health: { state: 'skipped', text: 'Not set up.' } })],
  ])('is silent where all that was asked has answered', (all) => {
    expect(tellAsked(all)).toEqual({});
  });
});

describe('tellSources', () => {
  it.each([
    ['known', '✓', 'answered'],
    ['pending', '◌', 'still asking'],
    ['skipped', '○', 'not asked'],
    ['failed', '▲', 'could not be asked'],
  ] as const)('has an icon and a word for what is %s', (state, icon, word) => {
    const told = tellSources([{ source: 'metrics', state, text: 'said so' }]);

    expect(told).toMatchObject([
      { source: 'Metrics', icon, word, text: expect.stringMatching(/^Said so\./) },
    ]);
  });

  it('says of a failed source what nobody knows now', () => {
    const [told] = tellSources([{ source: 'health', ...failed }]);

    expect(told?.text).toBe(
      'It did not answer within 10 s. Not known: whether Azure saw the hub impaired.',
    );
  });

  it('tells nothing where nothing was asked', () => {
    expect(tellSources(undefined)).toEqual([]);
  });
});
