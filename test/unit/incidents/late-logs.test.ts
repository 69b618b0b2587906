import { AppError } from '../../../src/shared/app-error';
import { alert, resolvedAlert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

let bench: WorkerBench;

beforeEach(async () => {
  bench = await openWorkerBench();
});

afterEach(() => bench.store.close());

describe('logs that cannot be asked', () => {
  const timeout = new AppError('logs_timeout', 'Log Analytics was too slow', { retryable: true });

  it('are shown with what failed and asked again after 1, 3, 8 and 20 minutes', async () => {
    await bench.subscribe('ops');
    bench.answer = () => Promise.reject(timeout);

    await bench.receive(alert());
    const times = await collectAskTimes(bench, 60);

    expect(times).toEqual(['03:15:00', '03:16:00', '03:19:00', '03:27:00', '03:47:00']);
    expect(bench.subjectsIn('ops')[1]?.failure).toMatchObject({
      code: 'logs_timeout',
      message: 'Log Analytics was too slow',
      retryable: true,
    });
    expect(bench.asks.at(-1)).toBe('not_answered');
    expect(bench.subjectsIn('ops').at(-1)?.failure?.retryable).toBe(false);
  });

  it('are told as what comes next, with the time they are asked again', async () => {
    await bench.subscribe('ops');
    bench.answer = () => Promise.reject(timeout);

    await bench.receive(alert());

    expect(bench.subjectsIn('ops').at(-1)?.next).toEqual({
      at: at('03:16:00'),
      text: 'the logs are asked again, because they could not be asked',
    });
  });

  it('replace the failure on the card when they answer after all, after a restart too', async () => {
    await bench.subscribe('ops');
    const answer = bench.answer;
    bench.answer = () => Promise.reject(timeout);
    await bench.receive(alert());
    bench.restart();
    bench.answer = answer;
    bench.clock.set(at('03:16:00'));

    await bench.tick();

    const last = bench.subjectsIn('ops').at(-1);
    expect(last?.failure).toBeUndefined();
    expect(last?.summary?.disconnects).toBe(12);
    expect(bench.asks).toEqual(['not_answered', 'answered']);
  });

  it('are not asked before the service wants to be', async () => {
    await bench.subscribe('ops');
    const throttled = { retryable: true, retryAfterSeconds: 150 };
    bench.answer = () => Promise.reject(new AppError('logs_throttled', 'Too many', throttled));

    await bench.receive(alert());
    const times = await collectAskTimes(bench, 4);

    expect(times).toEqual(['03:15:00', '03:17:30']);
  });

  it('are not asked again when that would not help', async () => {
    await bench.subscribe('ops');
    bench.answer = () => Promise.reject(new AppError('logs_forbidden', 'A role is missing'));

    await bench.receive(alert());
    const times = await collectAskTimes(bench, 60);

    expect(times).toEqual(['03:15:00']);
    expect(bench.asks).toEqual(['not_answered']);
    expect(bench.subjectsIn('ops').at(-1)?.failure?.code).toBe('logs_forbidden');
  });

  it('fail for a reason nobody foresaw without a word of it on the card', async () => {
    await bench.subscribe('ops');
    bench.answer = () => {
      throw new TypeError('canary of undefined');
    };

    await bench.receive(alert());

    const failure = bench.subjectsIn('ops').at(-1)?.failure;
    expect(failure).toMatchObject({ code: 'unexpected', retryable: true });
    expect(failure?.message).not.toContain('canary');
    expect(bench.logLines().join()).toContain('canary of undefined');
  });

  it('do not delay a resolve', async () => {
    await bench.subscribe('ops');
    bench.answer = () => Promise.reject(timeout);
    await bench.receive(alert());
    bench.clock.advance(5);

    await bench.receive(resolvedAlert());

    expect(bench.subjectsIn('ops').at(-1)?.state).toBe('resolved');
  });
});

describe('logs that lag behind the firing', () => {
  it('are asked again until a row is as new as the firing', async () => {
    await bench.subscribe('ops');
    const behind = { ...usual(60), newestAt: at('03:13:59') };
    bench.answer = () => hubSummary({ disconnects: bench.questions.length, logs: behind });
    await bench.receive(alert());
    const plan = bench.subjectsIn('ops').at(-1)?.next;
    bench.answer = () =>
      hubSummary({ disconnects: 56, logs: { ...behind, newestAt: at('03:14:00') } });

    const times = await collectAskTimes(bench, 60);

    expect(plan).toEqual({
      at: at('03:16:00'),
      text: 'the logs are asked again, because rows arrive late',
    });
    expect(times).toEqual(['03:15:00', '03:16:00']);
    expect(bench.subjectsIn('ops').at(-1)?.summary?.disconnects).toBe(56);
  });

  it('are asked again while the alert is younger than rows usually take, new rows or not', async () => {
    await bench.subscribe('ops');
    bench.answer = () => hubSummary({ logs: usual(300) });

    await bench.receive(alert());
    const times = await collectAskTimes(bench, 60);

    // Fired at 03:14: at 03:19 it is 5 min old, and what was late is there.
    expect(times).toEqual(['03:15:00', '03:16:00', '03:19:00']);
    expect(bench.asks.at(-1)).toBe('answered');
  });

  it('are asked once when rows usually arrive sooner than the alert did', async () => {
    await bench.subscribe('ops');
    bench.answer = () => hubSummary({ logs: usual(60) });

    await bench.receive(alert());
    const times = await collectAskTimes(bench, 60);

    expect(times).toEqual(['03:15:00']);
    expect(bench.subjectsIn('ops').at(-1)?.comparison).toBeUndefined();
  });

  it('are waited for again after a restart, at the stored time', async () => {
    await bench.subscribe('ops');
    bench.answer = () => hubSummary({ logs: usual(300) });
    await bench.receive(alert());
    bench.restart();

    const times = await collectAskTimes(bench, 10);

    expect(times).toEqual(['03:15:00', '03:16:00', '03:19:00']);
  });

  it('end with the word that nothing changed, since the first answer', async () => {
    await bench.subscribe('ops');
    bench.answer = () => hubSummary({ logs: usual(300) });

    await bench.receive(alert());
    await collectAskTimes(bench, 60);

    const subjects = bench.subjectsIn('ops');
    const last = subjects.at(-1);
    expect(last?.next).toBeUndefined();
    expect(last?.comparison).toEqual({ since: at('03:15:00'), at: at('03:19:00'), changes: [] });
    expect(last?.history.at(-1)).toEqual({
      at: at('03:19:00'),
      text: 'Logs asked again: nothing changed',
    });
    expect(subjects.slice(0, -1).map(({ comparison }) => comparison)).not.toContainEqual(
      expect.anything(),
    );
  });

  it('end with what changed, of the devices and the verdict', async () => {
    await bench.subscribe('ops');
    bench.answer = () => hubSummary({ logs: usual(300) });
    await bench.receive(alert());
    bench.answer = () =>
      hubSummary({
        cause: 'site-outage',
        devicesAffected: 56,
        stillAway: 52,
        disconnects: 61,
        logs: usual(300),
      });

    await collectAskTimes(bench, 60);

    const changes = [
      '56 devices dropped, before 1',
      '52 still away, before 1',
      'the verdict is site outage, before undetermined',
    ];
    const last = bench.subjectsIn('ops').at(-1);
    expect(last?.comparison).toEqual({ since: at('03:15:00'), at: at('03:19:00'), changes });
    expect(last?.history.map(({ text }) => text)).toEqual([
      'Fired',
      `Logs asked again: ${changes.join('; ')}`,
      'Logs asked again: nothing changed',
    ]);
  });

  it('never end with a word of changes when the last question failed', async () => {
    await bench.subscribe('ops');
    bench.answer = () => hubSummary({ logs: usual(300) });
    await bench.receive(alert());
    bench.answer = () => Promise.reject(new AppError('logs_forbidden', 'A role is missing'));

    await collectAskTimes(bench, 60);

    const last = bench.subjectsIn('ops').at(-1);
    expect(last?.failure?.code).toBe('logs_forbidden');
    expect(last?.comparison).toBeUndefined();
  });

  it('are asked five times at most when there are no rows at all', async () => {
    await bench.subscribe('ops');
    const nothing = { ...hubSummary().logs, newestAt: undefined };
    bench.answer = () => hubSummary({ disconnects: 0, logs: nothing });

    await bench.receive(alert());
    const times = await collectAskTimes(bench, 60);

    expect(times).toHaveLength(5);
    expect(bench.asks.at(-1)).toBe('answered');
  });

  it('are not asked again about an alert that is over', async () => {
    await bench.subscribe('ops');
    const nothing = { ...hubSummary().logs, newestAt: undefined };
    bench.answer = () => hubSummary({ logs: nothing });

    await bench.receive(resolvedAlert());

    expect(bench.asks).toEqual(['answered']);
    expect(bench.subjectsIn('ops').at(-1)?.next).toBeUndefined();
  });
});

/** Rows as new as the firing, and the usual lag. */
function usual(lagP95Seconds: number) {
  return { ...hubSummary().logs, newestAt: at('03:14:30'), lagP95Seconds };
}

/** When the logs were asked over the next minutes, looked at every ten seconds. */
async function collectAskTimes(on: WorkerBench, minutes: number): Promise<string[]> {
  const times = on.questions.map(({ window }) => clockTime(window.to));
  for (let i = 0; i < minutes * 6; i++) {
    const before = on.questions.length;
    on.clock.advance(10);
    await on.tick();
    for (const { window } of on.questions.slice(before)) times.push(clockTime(window.to));
  }
  return times;
}

function clockTime(date: Date): string {
  return date.toISOString().slice(11, 19);
}
