import type { AlertQuestion } from '../../../src/diagnosis/topics/alert-question';
import { investigateAlert } from '../../../src/diagnosis/topics/investigate-alert';
import type { LogSource } from '../../../src/ports/log-source';
import { AppError } from '../../../src/shared/app-error';
import { connectionRecord } from '../../support/connection-records';
import { fixedClock } from '../../support/fixed-clock';
import { createKqlLogSource } from '../../support/kql-log-source';

const window = { from: new Date('2026-11-20T02:00:00Z'), to: new Date('2026-11-20T04:00:00Z') };
const clock = fixedClock(window.to);

const hubs = ['contoso-hub', 'fabrikam-hub', 'lab-hub', 'spare-hub'];

/** Each hub has a device of its own that comes, and goes as often as the hub's number tells. */
const records = hubs.flatMap((hub, at) => [
  connectionRecord('2026-11-20T02:30:00Z', 'deviceConnect', { hub, device: `pump-${at}` }),
  ...Array.from({ length: at }, (_, drop) =>
    connectionRecord(`2026-11-20T03:${10 + drop}:00Z`, 'deviceDisconnect', {
      hub,
      device: `pump-${at}`,
      code: '404104',
    }),
  ),
]);

const logs = createKqlLogSource(records, { now: window.to });

function ask(question: AlertQuestion, source: LogSource = logs) {
  return investigateAlert({ ...question, window }, { logs: source, clock });
}

/** The same logs, which refuse what the given test tells. */
function refusing(isRefused: (kql: string, name: string) => boolean): LogSource {
  return {
    ask: async (question) => {
      if (isRefused(question.kql, question.name)) {
        throw new AppError('logs_throttled', 'Log Analytics is busy', { retryable: true });
      }
      return logs.ask(question);
    },
  };
}

describe('investigateAlert', () => {
  it('asks about the hub alone where nothing else is named', async () => {
    const summary = await ask({ hubName: 'lab-hub' });

    expect(summary.named).toBeUndefined();
    expect(summary.queries).toHaveLength(5);
  });

  it('diagnoses the device that is named besides its hub', async () => {
    const summary = await ask({ hubName: 'lab-hub', devices: ['pump-2'] });

    expect(summary).toMatchObject({ hub: 'lab-hub', devicesAffected: 1 });
    expect(summary.named).toEqual([
      expect.objectContaining({ kind: 'device', name: 'pump-2', why: expect.any(String) }),
    ]);
    expect(summary.queries).toHaveLength(8);
  });

  it('diagnoses five devices and no more', async () => {
    const devices = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

    const summary = await ask({ hubName: 'lab-hub', devices });

    expect(summary.named?.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('tells of a device that could not be asked, and keeps the answer about the hub', async () => {
    const source = refusing((_kql, name) => name === 'device-connections');

    const summary = await ask({ hubName: 'lab-hub', devices: ['pump-2', 'pump-3'] }, source);

    expect(summary.devicesAffected).toBe(1);
    expect(summary.named).toEqual([
      {
        kind: 'device',
        name: 'pump-2',
        why: 'The logs could not be asked about it: Log Analytics is busy',
      },
    ]);
  });

  it('adds up three of the named hubs and tells each apart, the worst first', async () => {
    const summary = await ask({ hubNames: hubs });

    expect(summary).toMatchObject({
      hub: '',
      why: expect.stringContaining('Hit most is'),
      devicesSeen: 3,
      devicesAffected: 2,
      disconnects: 3,
      byCode: [expect.objectContaining({ code: '404104', count: 3 })],
    });
    expect(summary.named?.map(({ name, figures }) => [name, figures?.disconnects]).sort()).toEqual([
      ['contoso-hub', 0],
      ['fabrikam-hub', 1],
      ['lab-hub', 2],
    ]);
    expect(summary.timeline.bins.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it('tells which of several hubs could not be asked', async () => {
    const summary = await ask(
      { hubNames: ['lab-hub', 'fabrikam-hub'] },
      refusing((kql) => kql.includes('fabrikam-hub')),
    );

    expect(summary.disconnects).toBe(2);
    expect(summary.named?.at(-1)).toMatchObject({
      name: 'fabrikam-hub',
      why: expect.stringContaining('could not be asked'),
    });
  });

  it('fails like the logs where none of several hubs could be asked', async () => {
    const answer = ask(
      { hubNames: ['lab-hub', 'fabrikam-hub'] },
      refusing(() => true),
    );

    await expect(answer).rejects.toMatchObject({ code: 'logs_throttled' });
  });
});
