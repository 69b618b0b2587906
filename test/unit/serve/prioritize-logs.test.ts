import type { LogQuestion } from '../../../src/ports/log-source';
import { prioritizeLogs } from '../../../src/start/prioritize-logs';

describe('prioritizeLogs', () => {
  it('asks everything with its priority, and passes on the place', async () => {
    const asked: LogQuestion<unknown>[] = [];
    const logs = {
      ask: async <Row>(question: LogQuestion<Row>) => {
        asked.push(question as LogQuestion<unknown>);
        question.onQueued?.(3, 20);
        const { window } = question;
        return { rows: [], window, durationMs: 1, partial: undefined, newestAt: undefined };
      },
    };
    const places: number[][] = [];
    const window = { from: new Date(0), to: new Date(1) };
    const onQueued = (position: number, seconds: number) => places.push([position, seconds]);

    await prioritizeLogs(logs, { priority: 'person', onQueued }).ask({
      ...{ name: 'q', kql: 'print 1', window },
      readRow: (cells) => cells,
    });

    expect(asked).toEqual([expect.objectContaining({ name: 'q', priority: 'person', window })]);
    expect(places).toEqual([[3, 20]]);
  });

  it.each(['its own', "the question's"])('gives a question up with %s signal', async (whose) => {
    const [own, questions] = [new AbortController(), new AbortController()];
    let given: AbortSignal | undefined;
    const logs = {
      ask: async (_question: unknown, signal?: AbortSignal) => {
        given = signal;
        return { rows: [], window, durationMs: 1, partial: undefined, newestAt: undefined };
      },
    };
    const window = { from: new Date(0), to: new Date(1) };
    const question = { name: 'q', kql: 'print 1', window, readRow: (cells: object) => cells };
    const alerts = prioritizeLogs(logs, { priority: 'alert', signal: own.signal });

    await alerts.ask(question, questions.signal);
    const before = given?.aborted;
    (whose === 'its own' ? own : questions).abort();

    expect([before, given?.aborted]).toEqual([false, true]);
  });
});
