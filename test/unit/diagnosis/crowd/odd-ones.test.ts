import { findOddOnes, mainCodeOf } from '../../../../src/diagnosis/crowd/odd-ones';
import { affected, several } from '../../../support/affected-devices';

const odd = (id: string, ...codes: string[]) => affected(id, { codes });

describe('findOddOnes', () => {
  it('names the one that failed otherwise', () => {
    expect(findOddOnes([...several(10, 'p'), odd('x', '400011')])).toEqual([
      expect.objectContaining({ device: 'x', code: '400011', crowdCode: '404104' }),
    ]);
  });

  it.each([
    ['the crowd is small', several(4, 'p')],
    ['there are too many of them', [...several(10, 'p'), odd('x', '400011'), odd('y', '400011')]],
    ['all failed alike', several(10, 'p')],
    ['there is no crowd', []],
  ])('names none where %s', (_when, devices) => {
    const found = findOddOnes(devices.length === 4 ? [...devices, odd('z', '5')] : devices);

    expect(found).toEqual([]);
  });

  it('names three at most, in order', () => {
    const few = ['d', 'c', 'b', 'a'].map((id, index) => odd(id, `40001${index}`));

    expect(findOddOnes([...several(60, 'p'), ...few]).map(({ device }) => device)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it.each([
    [['401003', '404104'], '404104'],
    [['', '409002'], '409002'],
    [['404104', '500001'], '500001'],
    [[''], ''],
  ])('reads %j as %s', (codes, code) => {
    expect(mainCodeOf(odd('a', ...codes)).code).toBe(code);
  });

  it('takes the name of a row where a code is unknown', () => {
    expect(mainCodeOf(affected('a', { codes: ['499999'], names: ['499999=NewOne'] }))).toEqual({
      ...{ code: '499999', name: 'NewOne' },
    });
  });
});
