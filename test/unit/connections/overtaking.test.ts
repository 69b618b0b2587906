import { createApplyEvent } from '../../../src/connections/apply-event';
import { judgeDevice } from '../../../src/connections/judge-device';
import { createOvertaking } from '../../../src/connections/overtaking';
import { createPatience } from '../../../src/connections/patience';
import type { DeviceRecord } from '../../../src/ports/connection-ledger';
import { eventScript } from '../../support/device-events';

const from = new Date('2026-03-01T03:00:00Z');

describe('events that overtake each other', () => {
  it('are waited for as long as the worst of them, at first for twice that', () => {
    const overtaking = createOvertaking();
    for (let late = 1; late <= 20; late += 1)
      overtaking.note('Contoso-Hub', late * 1000, second(0));

    expect(overtaking.waitMs('contoso-hub', second(60))).toBe(40_000);
    expect(overtaking.waitMs('contoso-hub', second(10 * 60))).toBe(20_000);
    expect(overtaking.waitMs('north-hub', second(60))).toBe(0);
  });

  it('are forgotten after a while, and when the clock was set back', () => {
    const overtaking = createOvertaking();
    for (let late = 1; late <= 20; late += 1) overtaking.note('hub', 5000, second(0));

    expect(overtaking.waitMs('hub', second(15 * 60))).toBe(5000);
    expect(overtaking.waitMs('hub', second(40 * 60))).toBe(0);
    expect(overtaking.waitMs('hub', second(-60))).toBe(0);
  });

  it('hold up nobody when only a few do, or one was held back for hours', () => {
    const overtaking = createOvertaking();
    overtaking.note('hub', 5000, second(0));
    overtaking.note('hub', 5000, second(0));
    for (let late = 1; late <= 20; late += 1) overtaking.note('hub', 7_200_000, second(0));

    expect(overtaking.waitMs('hub', second(1))).toBe(0);
  });

  it('make a disconnect wait for a connect that may be on its way, and say so', () => {
    const patience = createPatience({ defaultSeconds: 120, overrides: [] });
    const apply = createApplyEvent(patience);
    for (let device = 0; device < 20; device += 1) overtake(`other-${device}`, apply);
    const gone = eventScript({ from }).disconnected('device-42', { at: second(0) });
    const { record } = apply(undefined, gone, second(240));

    expect(judgeDevice(record, patience, second(240 + 121))).toEqual({
      kind: 'wait',
      dueAt: second(240 + 120 + 480),
    });
    expect(judgeDevice(record, patience, second(240 + 601))).toMatchObject({
      what: 'gone',
      patience: 'waited 6 min: events of this hub come up to 4 min out of order',
    });
  });
});

/** Its disconnect comes four minutes after the connect that followed it. */
function overtake(device: string, apply: ReturnType<typeof createApplyEvent>): DeviceRecord {
  const script = eventScript({ from });
  const lost = script.disconnected(device, { at: second(0) });
  const back = script.connected(device, { at: second(5) });
  const { record } = apply(undefined, back, second(0));
  return apply(record, lost, second(240)).record;
}

function second(seconds: number): Date {
  return new Date(+from + seconds * 1000);
}
