import type { SurroundingSources } from '../../../src/diagnosis/checks/ask-surroundings';
import { investigateAlert } from '../../../src/diagnosis/topics/investigate-alert';
import { boundSources } from '../../../src/incidents/bound-sources';
import { AppError } from '../../../src/shared/app-error';
import { alert } from '../../support/alerts';
import { connectionRecord } from '../../support/connection-records';
import { handClock } from '../../support/hand-clock';
import { knownHubs } from '../../support/hubs';
import { createKqlLogSource } from '../../support/kql-log-source';
import { recordedLog } from '../../support/recorded-log';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

let bench: WorkerBench;

afterEach(() => bench.store.close());

const records = [
  connectionRecord('2026-03-01T03:05:00Z', 'deviceConnect', { device: 'pump-1' }),
  connectionRecord('2026-03-01T03:14:20Z', 'deviceDisconnect', {
    device: 'pump-1',
    code: '404104',
  }),
];

describe('a source beside the logs', () => {
  it('that never answers holds up neither the first card nor the answer', async () => {
    await openWith(everySource(() => new Promise<never>(() => undefined)));

    await bench.receive(alert());

    const subjects = bench.subjectsIn('ops');
    expect(subjects[0]?.summary).toBeUndefined();
    expect(subjects.at(-1)?.failure).toBeUndefined();
    expect(subjects.at(-1)?.summary?.devicesAffected).toBe(1);
    expect(checksOf(subjects.at(-1)?.summary)).toEqual(['failed: No answer came within 15 s.']);
  });

  it('that refuses is told as such beside what the logs say', async () => {
    const refusal = new AppError('arm_forbidden', 'The identity may not read the hub.');
    await openWith(everySource(() => Promise.reject(refusal)));

    await bench.receive(alert());

    const last = bench.subjectsIn('ops').at(-1);
    expect(last?.summary?.devicesAffected).toBe(1);
    expect(checksOf(last?.summary)).toEqual(['failed: The identity may not read the hub.']);
  });

  it('that fails for a fault of ours costs neither the alert nor the answer', async () => {
    const { log, lines } = recordedLog();
    await openWith(
      everySource(() => Promise.reject(new TypeError('canary of undefined'))),
      log,
    );

    await bench.receive(alert());

    const last = bench.subjectsIn('ops').at(-1);
    expect(last?.failure).toBeUndefined();
    expect(last?.summary?.devicesAffected).toBe(1);
    expect(JSON.stringify(last?.summary?.checks)).not.toContain('canary');
    expect(lines().join()).toContain('canary of undefined');
  });

  it('that fails while the logs fail as well leaves the card with why, and asks again', async () => {
    const sources = everySource(() => Promise.reject(new TypeError('canary of undefined')));
    await openWith(sources, recordedLog().log, 'logs fail');

    await bench.receive(alert());

    expect(bench.subjectsIn('ops').at(-1)?.failure?.code).toBe('logs_timeout');
    expect(bench.asks).toEqual(['not_answered']);
    expect(bench.subjectsIn('ops').at(-1)?.next).toBeDefined();
  });
});

async function openWith(sources: SurroundingSources, log = recordedLog().log, fails?: 'logs fail') {
  const clock = handClock(at('03:15:00'));
  const whole = createKqlLogSource(records, { now: at('03:15:00') });
  const refused = () =>
    Promise.reject(new AppError('logs_timeout', 'Too slow', { retryable: true }));
  const deps = {
    clock,
    logs: fails === undefined ? whole : { ...whole, ask: refused },
    sources: { ...boundSources(sources, { clock, log }), hubs: knownHubs('contoso-hub') },
  };
  bench = await openWorkerBench({ summarize: (question) => investigateAlert(question, deps) });
  await bench.subscribe('ops');
}

function everySource(answer: () => Promise<never>): SurroundingSources {
  return {
    registry: { findTwin: answer },
    hubInfo: { findHub: answer, listDiagnosticSettings: answer },
    health: { history: answer },
    metrics: { read: answer },
  };
}

function checksOf(summary: { checks?: { state: string; text: string }[] } | undefined): string[] {
  return [...new Set((summary?.checks ?? []).map(({ state, text }) => `${state}: ${text}`))];
}
