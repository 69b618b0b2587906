import fc from 'fast-check';
import type { AffectedDevice } from '../../../../src/diagnosis/crowd/affected-rows';
import { isCrowdMember } from '../../../../src/diagnosis/crowd/crowd-members';
import { findMoment, spanAround } from '../../../../src/diagnosis/crowd/find-moment';
import { affected, refusedOnly, renewing, several } from '../../../support/affected-devices';
import { minute } from '../../../support/connection-rows';

const at = (minutes: number) => (device: string) => affected(device, { hardAt: minute(minutes) });

function momentOf(devices: AffectedDevice[]) {
  return findMoment(devices.filter(isCrowdMember));
}

describe('findMoment', () => {
  it.each([
    ['three at once', [100, 100, 100], 100],
    ['keep-alives of 90 to 450 s', [101.5, 104.5, 105.75, 107.5], 105.75],
    ['the bigger of two crowds', [10, 10, 10, 300, 300, 300, 300], 300],
    ['a crowd among others', [5, 80, 200, 200.1, 200.2, 400, 900], 200.1],
  ])('finds %s', (_what, minutes, moment) => {
    const devices = minutes.map((each, index) => at(each)(`p-${index}`));

    expect(momentOf(devices)).toEqual(minute(moment));
  });

  it('finds a crowd that was back within the minute, or never let in', () => {
    const short = several(5, 'p', (id) =>
      affected(id, { hardAt: undefined, lastAt: minute(300), soon: 1, open: 0 }),
    );

    expect(momentOf(short)).toEqual(minute(300));
    expect(momentOf(several(4, 'q', (id) => refusedOnly(id, '503001')))).toEqual(minute(300));
  });

  it.each([
    ['two', several(2, 'p')],
    ['nobody', []],
    ['renewals at one minute', several(40, 'p', (id) => renewing(id, 1))],
    ['goodbyes at one minute', several(40, 'p', (id) => affected(id, { codes: [''], clean: 1 }))],
    ['refusals at one minute', several(40, 'p', (id) => refusedOnly(id, '403012'))],
    ['drops hours apart', several(9, 'p', (id, index) => at(index * 60)(id))],
  ])('finds none for %s', (_what, devices) => {
    expect(momentOf(devices)).toBeUndefined();
  });

  it('lies among the drops, whatever their order', () => {
    const times = fc.array(fc.integer({ min: 0, max: 1440 }), { minLength: 3, maxLength: 60 });
    fc.assert(
      fc.property(times, (minutes) => {
        const devices = minutes.map((each, index) => at(each)(`p-${index}`));

        const moment = momentOf(devices);

        expect(momentOf([...devices].reverse())).toEqual(moment);
        if (moment === undefined) return;
        const { from, to } = spanAround(moment);
        const near = devices.filter(({ hardAt }) => hardAt && hardAt >= from && hardAt <= to);
        expect(near.length).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});
