import type { IncomingMessage } from 'node:http';
import { writeReply } from '../../../src/playground/azure/query-reply';

describe('writeReply', () => {
  it('stops before 100 MB, and says so', () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    const result = {
      columns: [{ name: 'text', type: 'string' as const }],
      rows: Array.from({ length: 101 }, () => [megabyte]),
      render: undefined,
    };

    const reply = writeReply(
      { result, seconds: 0, inputRows: 0 },
      { headers: {} } as IncomingMessage,
      undefined,
    );

    const { tables, error } = JSON.parse(reply);
    expect(tables[0].rows).toHaveLength(99);
    expect(error.details[0].innererror.message).toContain('100 MB');
  });
});
