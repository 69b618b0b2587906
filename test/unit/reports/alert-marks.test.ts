import { tellDevices } from '../../../src/incidents/tell-devices';
import type { GoneDevices } from '../../../src/ports/incident-book';
import { alertMarks } from '../../../src/reports/alert-marks';
import type { AlertSubject } from '../../../src/reports/alert-subject';
import { alert } from '../../support/alerts';
import { goneDevice, goneDevices } from '../../support/incidents';

const firedAt = new Date('2026-03-01T03:14:00Z');
const endedAt = new Date('2026-03-01T03:24:00Z');
const contoso = { name: 'contoso-hub', hostName: 'contoso-hub.azure-devices.net' };
const one = goneDevices([goneDevice('a')]);
const two = goneDevices([goneDevice('a'), goneDevice('b')]);

describe('the picture of an incident marks', () => {
  it.each<[string, Partial<AlertSubject>, string[]]>([
    ['the firing of an alert', {}, ['03:14 alert']],
    [
      'the end of it',
      { alert: alert({ firedAt, resolvedAt: endedAt }) },
      ['03:14 alert', '03:24 resolved'],
    ],
    ['when a device went', of(one), ['03:12 away']],
    [
      'when one began to flap',
      of(goneDevices([goneDevice('a', { what: 'flapping' })])),
      ['03:12 flapping'],
    ],
    ['when the first of several went', of(two), ['03:12 first away']],
    [
      'the first alert that joined them',
      { ...of(two), joined: [joined('03:17'), joined('03:16')] },
      ['03:12 first away', '03:16 alert'],
    ],
    [
      'the alert that devices joined',
      { alert: alert({ firedAt }), devices: two },
      ['03:12 first away', '03:14 alert'],
    ],
    [
      'when one came back',
      over(goneDevices([goneDevice('a', { what: 'back', endedAt })])),
      ['03:12 away', '03:24 back'],
    ],
    [
      'when one was deleted',
      over(goneDevices([goneDevice('a', { what: 'deleted', endedAt })])),
      ['03:12 away', '03:24 deleted'],
    ],
    ['when it was all over', over(two), ['03:12 first away', '03:24 all over']],
  ])('%s', (_what, parts, marks) => {
    const subject = { alert: alert({ firedAt }), state: 'firing' as const, history: [], ...parts };

    const told = alertMarks(subject).map(
      ({ at, label }) => `${at.toISOString().slice(11, 16)} ${label}`,
    );

    expect(told).toEqual(marks);
  });
});

function of(devices: GoneDevices): Partial<AlertSubject> {
  return { devices, alert: tellDevices(contoso)(devices) };
}

function over(devices: GoneDevices): Partial<AlertSubject> {
  return { devices, alert: { ...tellDevices(contoso)(devices), resolvedAt: endedAt } };
}

function joined(time: string) {
  return { alert: alert({ firedAt: new Date(`2026-03-01T${time}:00Z`) }), resolvedAt: undefined };
}
