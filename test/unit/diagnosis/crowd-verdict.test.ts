import type { ConnectionRow } from '../../../src/diagnosis/device/connection-row';
import { diagnoseRows } from '../../../src/diagnosis/device/diagnose-rows';
import { logsAlone } from '../../../src/diagnosis/surroundings';
import { connect, dayWindow, disconnect, minute, refuse } from '../../support/connection-rows';
import { crowd } from '../../support/crowds';
import { twin } from '../../support/surroundings';

const at = minute(600);
const outage = crowd({ at, from: minute(598), to: minute(604) });

const diagnose = (rows: ConnectionRow[], surroundings = logsAlone) =>
  diagnoseRows(
    {
      device: 'device-42',
      window: dayWindow,
      complete: true,
      scene: { surroundings, crowd: outage },
    },
    rows,
  );

const rejected = [301, 304, 307].map((minutes) => refuse(minutes, '401003'));

describe('a crowd that dropped with the device', () => {
  it('explains why it is away, before what was mended earlier', () => {
    const rows = [connect(1), ...rejected, connect(320), disconnect(600, '404104')];

    const { cause, alternatives } = diagnose(rows);

    expect(cause).toBe('site-outage');
    expect(alternatives.map((one) => one.cause)).toContain('credential-rejected');
  });

  it('does not explain a trouble that came after it', () => {
    const later = [1200, 1203, 1206].map((minutes) => refuse(minutes, '401003'));
    const rows = [connect(1), disconnect(600, '404104'), connect(640), disconnect(1199, '404104')];

    expect(diagnose([...rows, ...later]).cause).toBe('credential-rejected');
  });

  it('weighs less than a registry that has the device disabled', () => {
    const rows = [connect(1), disconnect(600, '404104')];

    expect(diagnose(rows, twin({ status: 'disabled' })).cause).toBe('device-disabled');
  });
});
