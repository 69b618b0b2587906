import { findSite } from '../../../../src/diagnosis/crowd/find-site';
import { affected, several } from '../../../support/affected-devices';

const at = (address: string) => (device: string) => affected(device, { address });
const others = (...counts: number[]) =>
  counts.map((devices, index) => ({ factor: 'address', value: `10.0.${index}.XXX`, devices }));

describe('findSite', () => {
  it('names the place of a crowd, with what happened elsewhere', () => {
    const dark = [...several(56, 'p', at('a')), ...several(3, 'q', at('10.0.1.XXX'))];
    const rest = [{ factor: 'address', value: 'a', devices: 4 }, ...others(120, 117)];

    expect(findSite(dark, [], rest)).toEqual({
      ...{ factor: 'address', values: ['a'], affected: 56, total: 60 },
      ...{ elsewhere: 3, elsewhereTotal: 240 },
    });
  });

  it('names two places that went dark together', () => {
    const dark = [...several(9, 'p', at('a')), ...several(8, 'q', at('b'))];

    expect(findSite(dark, [], others(50, 50, 50))).toMatchObject({ values: ['a', 'b'], total: 17 });
  });

  it('takes a hub with one place for a place, with nobody elsewhere', () => {
    const site = findSite(several(12, 'p', at('a')), [], []);

    expect(site).toMatchObject({ values: ['a'], affected: 12, elsewhereTotal: 0 });
  });

  it('goes by ids where no row names an address', () => {
    const dark = several(9, 'press-line', at(''));
    const rest = [{ factor: 'idPrefix', value: 'oven', devices: 30 }];

    expect(findSite(dark, [], rest)).toMatchObject({
      ...{ factor: 'idPrefix', values: ['press-line'], elsewhereTotal: 30 },
    });
  });

  it('counts devices that had other trouble among those that were spared', () => {
    const spared = several(40, 'x', at('c'));

    expect(findSite(several(9, 'p', at('a')), spared, [])).toMatchObject({ elsewhereTotal: 40 });
  });

  it.each([
    ['every place is hit', [...several(9, 'p', at('a')), ...several(9, 'q', at('b'))], others(2)],
    [
      'most of many places are hit',
      ['a', 'b', 'c', 'd', 'e'].flatMap((place) => several(9, place, at(place))),
      others(9, 9),
    ],
    [
      'each is at a place of its own',
      several(30, 'p', (id, index) => affected(id, { address: `10.1.${index}.XXX` })),
      others(50),
    ],
    ['two dropped', several(2, 'p', at('a')), others(50)],
    [
      'most of the place stayed',
      several(9, 'p', at('a')),
      [{ factor: 'address', value: 'a', devices: 20 }, ...others(50)],
    ],
    ['nobody dropped', [], others(50)],
    [
      'many dropped elsewhere',
      [
        ...several(40, 'p', at('a')),
        ...several(10, 'q', (id, i) => affected(id, { address: `${i}` })),
      ],
      others(50),
    ],
  ])('names no place where %s', (_when, members, rest) => {
    expect(findSite(members, [], rest)).toBeUndefined();
  });
});
