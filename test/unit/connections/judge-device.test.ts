import { judgeDevice } from '../../../src/connections/judge-device';
import { createPatience } from '../../../src/connections/patience';
import type { DeviceRecord } from '../../../src/ports/connection-ledger';
import { deviceRecord, keptEvents } from '../../support/device-records';

const from = new Date('2026-03-01T03:00:00Z');
const second = (seconds: number) => new Date(+from + seconds * 1000);
const patience = createPatience({ defaultSeconds: 120, overrides: [] });

describe('a device nobody was told of', () => {
  it('is away once it has not come back for the grace time', () => {
    expect(judge('c0 d60', 179)).toEqual({ kind: 'wait', dueAt: second(180) });
    expect(judge('c0 d60', 180)).toEqual({
      kind: 'news',
      what: 'gone',
      since: second(60),
      patience: 'waited 2 min',
    });
  });

  it('is no news when it came back', () => {
    expect(judge('d0 c4', 1000)).toEqual({ kind: 'nothing' });
    expect(judge('d0 c4', 1000, { events: [] })).toEqual({ kind: 'nothing' });
  });

  it('is no news when it was deleted', () => {
    expect(judge('c0 d60', 1000, { deletedAt: second(50) })).toEqual({ kind: 'nothing' });
  });

  it('says what is usual for it', () => {
    const verdict = judge('d0 c240 d600 c840 d1200 c1440 d1800 c2040 d9000', 9600);

    expect(verdict).toMatchObject({
      what: 'gone',
      patience: 'waited 10 min: it is usually back within 4 min',
    });
  });

  it('is waited for as long as its return may take to be told, however soon it is usually back', () => {
    const renewals = Array.from({ length: 6 }, (_, turn) => `d${turn * 2700} c${turn * 2700 + 4}`);
    const away = `${renewals.join(' ')} d16200`;

    expect(judge(away, 16_204 + 65)).toEqual({ kind: 'wait', dueAt: second(16_290) });
    expect(judge(away, 16_290)).toMatchObject({ what: 'gone' });
  });

  it('says that a rhythm broke', () => {
    const renewals = Array.from({ length: 6 }, (_, turn) => `d${turn * 2700} c${turn * 2700 + 4}`);

    const verdict = judge(`${renewals.join(' ')} d16200`, 16_290, {
      hidden: 14,
      hiddenSince: second(-21_600),
    });

    expect(verdict).toMatchObject({
      patience:
        'waited 1 min 30 s: it is usually back within 4 s; dropped and came back 14 times in 10 h 32 min, every 45 min; not this time',
    });
  });
});

describe('flapping', () => {
  it.each([
    ['five losses in 12 min', 'd0 c10 d180 c190 d360 c370 d540 c550 d720 c730', 731, 0],
    ['connects without disconnects', 'c0 c120 c240 c360 c480 c600', 601, 120],
    ['both mixed', 'd0 c10 c120 d240 c250 c360 d480 c490', 491, 0],
  ])('is %s', (_what, script, now, since) => {
    expect(judge(script, now)).toMatchObject({ what: 'flapping', since: second(since) });
  });

  it.each([
    ['four losses', 'd0 c10 d180 c190 d360 c370 d540 c550', 551],
    ['five within an hour', 'd0 c10 d900 c910 d1800 c1810 d2700 c2710 d3600 c3610', 3611],
    ['renewals every 15 min', 'd0 c5 d900 c905 d1800 c1805 d2700 c2705 d3600 c3605', 3606],
    ['what was long ago', 'd0 c10 d180 c190 d360 c370 d540 c550 d720 c730', 7200],
  ])('is not %s', (_what, script, now) => {
    expect(judge(script, now)).toEqual({ kind: 'nothing' });
  });

  it('is not what is about usual for the device, and says what is usual else', () => {
    const script = 'd0 c10 d180 c190 d360 c370 d540 c550 d720 c730';
    const usual = { hidden: 365, hiddenSince: second(-86_400) };
    const rare = { hidden: 15, hiddenSince: second(-86_400) };

    expect(judge(script, 731, usual)).toEqual({ kind: 'nothing' });
    expect(judge(script, 731, rare)).toMatchObject({
      patience: 'lost its connection 5 times in 12 min; usual for it is 10 times a day',
    });
  });

  it('is over when it kept still for 15 min', () => {
    const script = 'd0 c10 d180 c190 d360 c370 d540 c550 d720 c730';
    const told = { told: 'flapping', incident: 'incident-1' } as const;

    expect(judge(script, 731, told)).toEqual({ kind: 'wait', dueAt: second(1630) });
    expect(judge(script, 1630, told)).toMatchObject({ what: 'back', endedAt: second(730) });
  });

  it('becomes an absence when the device stays away', () => {
    const script = 'd0 c10 d180 c190 d360 c370 d540 c550 d720';

    expect(judge(script, 810, { told: 'flapping' })).toMatchObject({ what: 'gone' });
  });
});

describe('a device that an incident tells of', () => {
  const told = { told: 'gone', incident: 'incident-1' } as const;

  it('is no news again', () => {
    expect(judge('c0 d60', 10_000, told)).toEqual({ kind: 'nothing' });
  });

  it('is back 2 s after its connect was received', () => {
    expect(judge('d60 c500', 501, told)).toEqual({ kind: 'wait', dueAt: second(502) });
    expect(judge('d60 c500', 502, told)).toEqual({
      kind: 'news',
      what: 'back',
      since: second(60),
      endedAt: second(500),
      patience: '',
    });
  });

  it('is not back when it dropped again at once', () => {
    expect(judge('d60 c500 d501', 600, told)).toEqual({ kind: 'nothing' });
  });

  it('was back at its first connect of several', () => {
    expect(judge('d60 c500 c560', 600, told)).toMatchObject({ endedAt: second(500) });
    expect(judge('c500 c560', 600, told)).toMatchObject({
      endedAt: second(500),
      since: second(500),
    });
  });

  it('is over when the device was deleted', () => {
    expect(judge('c0 d60', 600, { ...told, deletedAt: second(300) })).toMatchObject({
      what: 'deleted',
      since: second(60),
      endedAt: second(300),
    });
  });

  it('is nothing while no event is kept', () => {
    expect(judge('c0', 600, { ...told, events: [] })).toEqual({ kind: 'nothing' });
  });
});

function judge(script: string, now: number, changes: Partial<DeviceRecord> = {}) {
  const record = deviceRecord({ events: keptEvents(script, from), ...changes });
  return judgeDevice(record, patience, second(now));
}
