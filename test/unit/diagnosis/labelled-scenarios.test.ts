import { allScenarios } from '../../diagnosis-scenarios/all-scenarios';
import { askWorld } from '../../diagnosis-scenarios/ask-scenario';
import { judgeAnswer } from '../../diagnosis-scenarios/judge-answer';

/** Stories that are answered wrongly so far. Each must still be: a right answer has to leave the list. */
const notYetRight: ReadonlySet<string> = new Set([
  'site-outage: dark among losses here and there',
  'site-outage: seven others are lost here and there meanwhile',
]);

const table = allScenarios.map((scenario) => [nameOf(scenario), scenario] as const);
const right = table.filter(([name]) => !notYetRight.has(name));
const wrong = table.filter(([name]) => notYetRight.has(name));

describe('the labelled stories', () => {
  it('have names of their own, and every wrong one is among them', () => {
    const names = new Set(table.map(([name]) => name));

    expect(names.size).toBe(table.length);
    expect([...notYetRight].filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(right)('%s', async (_, { world, ask, expected }) => {
    const answer = await askWorld(world(), ask);

    expect(judgeAnswer(answer, expected)).toEqual([]);
  });
});

if (wrong.length > 0) {
  describe('the stories that are not yet right', () => {
    it.each(wrong)('%s', async (_, { world, ask, expected }) => {
      const answer = await askWorld(world(), ask);

      expect(judgeAnswer(answer, expected)).not.toEqual([]);
    });
  });
}

function nameOf({ chapter, name }: { chapter: string; name: string }): string {
  return `${chapter}: ${name}`;
}
