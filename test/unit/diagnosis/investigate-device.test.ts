import { investigateAlert } from '../../../src/diagnosis/topics/investigate-alert';
import { connectionRecord } from '../../support/connection-records';
import { fixedClock } from '../../support/fixed-clock';
import { createKqlLogSource } from '../../support/kql-log-source';

const window = { from: new Date('2026-11-20T02:00:00Z'), to: new Date('2026-11-20T04:00:00Z') };
const clock = fixedClock(window.to);
const hub = 'contoso-hub';

function ask(device: string, ...records: ReturnType<typeof connectionRecord>[]) {
  const logs = createKqlLogSource(records, { now: window.to });
  return investigateAlert({ hubName: hub, alone: device, window }, { logs, clock });
}

describe('investigateAlert of one device alone', () => {
  it('gives the verdict on that device, and counts nobody else', async () => {
    const summary = await ask(
      'pump-1',
      connectionRecord('2026-11-20T02:30:00Z', 'deviceConnect', { hub, device: 'pump-1' }),
      connectionRecord('2026-11-20T03:10:00Z', 'deviceDisconnect', {
        hub,
        device: 'pump-1',
        code: '404104',
      }),
      connectionRecord('2026-11-20T03:30:00Z', 'deviceDisconnect', { hub, device: 'pump-2' }),
    );

    expect(summary).toMatchObject({
      hub,
      devices: [{ device: 'pump-1', disconnects: 1, codes: ['404104'] }],
      devicesAffected: 1,
      devicesSeen: 1,
      stillAway: 1,
      lastAway: 'pump-1',
      byCode: [{ code: '404104', count: 1 }],
    });
    expect(summary.why).toContain('The connection was lost once');
    expect(summary).not.toHaveProperty('sdk');
  });

  it('says where there is no row of it', async () => {
    const other = { hub, device: 'pump-2' };
    const summary = await ask(
      'pump-1',
      connectionRecord('2026-11-20T02:30:00Z', 'deviceConnect', other),
    );

    expect(summary).toMatchObject({ cause: 'no-evidence', devices: [], devicesSeen: 0 });
  });
});
