import { tellWait } from '../../../src/cli/tell-wait';

/** What is told of one wait is told in one go. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('tells a wait once, and the next one again', async () => {
  const lines: string[] = [];
  const onQueued = tellWait((line) => lines.push(line));

  for (const seconds of [18, 12, 1, 0, 27]) {
    onQueued(3, seconds);
    await settled();
  }

  expect(lines).toEqual(['queued, about 20 s\n', 'queued, about 30 s\n']);
});

it('is silent about waits that are over at once', async () => {
  const lines: string[] = [];
  const onQueued = tellWait((line) => lines.push(line));

  onQueued(1, 2);
  await settled();

  expect(lines).toEqual([]);
});
