import { rememberFor } from '../../../src/shared/remember-for';
import { handClock } from '../../support/hand-clock';

function remembering(ask: (question: string) => Promise<string>) {
  const clock = handClock(new Date('2026-03-10T12:00:00Z'));
  const keyOf = (question: string) => question.toLowerCase();
  return { clock, ask: rememberFor(60_000, ask, { keyOf, now: clock.now }) };
}

describe('rememberFor', () => {
  it('asks anew only when the time is over', async () => {
    let asked = 0;
    const { clock, ask } = remembering(async (question) => `${question} ${++asked}`);

    const answers = [await ask('a'), await ask('A'), await ask('b')];
    clock.advance(59);
    answers.push(await ask('a'));
    clock.advance(1);
    answers.push(await ask('a'));

    expect(answers).toEqual(['a 1', 'a 1', 'b 2', 'a 1', 'a 3']);
  });

  it('asks anew when the clock was set back, which would make an answer last for long', async () => {
    let asked = 0;
    const { clock, ask } = remembering(async (question) => `${question} ${++asked}`);
    await ask('a');

    clock.advance(-3600);

    await expect(ask('a')).resolves.toBe('a 2');
  });

  it('remembers no failure', async () => {
    let asked = 0;
    const { ask } = remembering(async () => {
      asked += 1;
      if (asked === 1) throw new Error('no');
      return 'yes';
    });

    await expect(ask('a')).rejects.toThrow('no');

    await expect(ask('a')).resolves.toBe('yes');
  });
});
