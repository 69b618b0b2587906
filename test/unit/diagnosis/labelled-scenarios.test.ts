import { allScenarios } from '../../diagnosis-scenarios/all-scenarios';
import { askWorld } from '../../diagnosis-scenarios/ask-scenario';
import { judgeAnswer } from '../../diagnosis-scenarios/judge-answer';

const table = allScenarios.map((scenario) => [nameOf(scenario), scenario] as const);

describe('the labelled stories', () => {
  it('have names of their own', () => {
    const names = new Set(table.map(([name]) => name));

    expect(names.size).toBe(table.length);
  });

  it.each(table)('%s', async (_, { world, ask, expected }) => {
    const answer = await askWorld(world(), ask);

    expect(judgeAnswer(answer, expected)).toEqual([]);
  });
});

function nameOf({ chapter, name }: { chapter: string; name: string }): string {
  return `${chapter}: ${name}`;
}
