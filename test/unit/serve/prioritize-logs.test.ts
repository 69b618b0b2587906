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
});
