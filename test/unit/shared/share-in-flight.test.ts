import { shareInFlight } from '../../../src/shared/share-in-flight';

/** Work that ends when the test says so. */
function heldWork() {
  const started: { question: string; signal: AbortSignal; finish(answer: string): void }[] = [];
  const ask = (question: string, signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      started.push({ question, signal, finish: resolve });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  return { started, ask: shareInFlight(ask, (question) => question.toLowerCase()) };
}

describe('shareInFlight', () => {
  it('gives one answer to all who ask the same', async () => {
    const { started, ask } = heldWork();
    const answers = [ask('a'), ask('A'), ask('b')];

    for (const one of started) one.finish(`answer to ${one.question}`);

    await expect(Promise.all(answers)).resolves.toEqual([
      'answer to a',
      'answer to a',
      'answer to b',
    ]);
    expect(started).toHaveLength(2);
  });

  it('asks anew when the answer was given', async () => {
    const { started, ask } = heldWork();
    const first = ask('a');
    started[0]?.finish('old');
    await first;

    const second = ask('a');
    started[1]?.finish('new');

    await expect(second).resolves.toBe('new');
  });

  it('asks anew after a failure', async () => {
    const answers = [Promise.reject(new Error('first')), Promise.resolve('second')];
    const ask = shareInFlight(
      () => answers.shift() ?? Promise.reject(new Error('third')),
      (question: string) => question,
    );

    await expect(ask('a')).rejects.toThrow('first');
    await expect(ask('a')).resolves.toBe('second');
  });

  it('goes on while somebody still waits', async () => {
    const { started, ask } = heldWork();
    const impatient = new AbortController();
    const patient = new AbortController();
    const left = ask('a', impatient.signal);
    const stayed = ask('a', patient.signal);

    impatient.abort(new Error('enough'));
    started[0]?.finish('answer');

    await expect(left).rejects.toThrow('enough');
    await expect(stayed).resolves.toBe('answer');
    expect(started[0]?.signal.aborted).toBe(false);
  });

  it('goes on for one who cannot leave', async () => {
    const { started, ask } = heldWork();
    const impatient = new AbortController();
    const stayed = ask('a');
    const left = ask('a', impatient.signal);

    impatient.abort(new Error('enough'));
    started[0]?.finish('answer');

    await expect(left).rejects.toThrow('enough');
    await expect(stayed).resolves.toBe('answer');
  });

  it('stops when the last one leaves, and starts anew for the next', async () => {
    const { started, ask } = heldWork();
    const impatient = new AbortController();
    const left = ask('a', impatient.signal);

    impatient.abort(new Error('enough'));
    const next = ask('a');
    started[1]?.finish('answer');

    await expect(left).rejects.toThrow('enough');
    await expect(next).resolves.toBe('answer');
    expect(started[0]?.signal.aborted).toBe(true);
  });

  it('does not even start for one who has already left', async () => {
    const { started, ask } = heldWork();

    await expect(ask('a', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    expect(started).toEqual([]);
  });
});
