import { explainDevice } from '../../../src/connections/explain-device';
import { createPatience } from '../../../src/connections/patience';
import type { DeviceRecord } from '../../../src/ports/connection-ledger';
import { deviceRecord, keptEvents } from '../../support/device-records';

const from = new Date('2026-03-01T03:00:00Z');
const second = (seconds: number) => new Date(+from + seconds * 1000);
const patience = createPatience({
  defaultSeconds: 120,
  overrides: [{ device: 'plc-*', seconds: 30 }],
});

describe('why somebody was told of a device, or was not', () => {
  it('tells each event, how long is waited and where that comes from', () => {
    expect(explain('c0 d60', 100)).toEqual([
      { at: second(0), text: 'Connected' },
      { at: second(60), text: 'Disconnected' },
      { at: second(100), text: 'A disconnect is waited for 2 min: the grace time of 2 min' },
      { at: second(180), text: 'Until then nobody is told that it is away' },
    ]);
  });

  it('tells which absence was short, which long, and which no event told of', () => {
    expect(texts('d0 c4 d60 c400 c500 d600 d700', 700).slice(0, 7)).toEqual([
      'Disconnected',
      'Connected after 4 s, within the 2 min it is waited for',
      'Disconnected',
      'Connected after 6 min',
      'Connected again without a disconnect: it was away for a moment that no event told of',
      'Disconnected',
      'Disconnected again: no event told of the connect before it',
    ]);
  });

  it('tells what was hidden, what came twice, and a setting for the device', () => {
    const changes = { device: 'plc-7', hidden: 14, hiddenSince: second(-36_000), duplicates: 2 };

    expect(texts('c0', 0, changes).slice(1)).toEqual([
      'It dropped and came back 14 times in 10 h, each time too short to tell anybody',
      '2 events were delivered more than once, which changed nothing',
      'A disconnect is waited for 30 s: the grace time set for plc-* of 30 s',
    ]);
  });

  it('tells what its habit is', () => {
    expect(texts('d0 c4 d100 c104 d200 c204 d300 c304', 400).at(-1)).toBe(
      'A disconnect is waited for 1 min 30 s: of its last 4 absences three in four were over within 4 s; without that habit it would be the grace time of 2 min',
    );
  });

  it('tells of an event that came late, and of a deletion', () => {
    const [event] = keptEvents('d0', from);
    const events = event ? [{ ...event, receivedAt: second(240) }] : [];

    expect(texts('d0', 300, { events, deletedAt: second(10), duplicates: 1 })).toEqual([
      'Disconnected; the event came 4 min later',
      'Deleted from the hub: no problem any more',
      '1 event was delivered more than once, which changed nothing',
      'A disconnect is waited for 2 min: the grace time of 2 min',
    ]);
  });

  it('says nothing of waiting once an incident tells of the device', () => {
    expect(texts('d0', 60, { told: 'gone' })).toHaveLength(2);
    expect(texts('d0', 600)).toHaveLength(2);
  });
});

function explain(script: string, now: number, changes: Partial<DeviceRecord> = {}) {
  const record = deviceRecord({ events: keptEvents(script, from), ...changes });
  return explainDevice(record, patience, second(now));
}

function texts(script: string, now: number, changes: Partial<DeviceRecord> = {}): string[] {
  return explain(script, now, changes).map(({ text }) => text);
}
