import { requireKnownHub } from '../../../src/cli/require-known-hub';

const hubs = ['south-hub', 'north-hub'];

it.each<[string | undefined, string[]]>([
  [undefined, hubs],
  ['north-hub', hubs],
  ['NORTH-hub', hubs],
  ['anything', []],
])('takes %p of %j', (named, known) => {
  expect(() => requireKnownHub(named, known)).not.toThrow();
});

it('refuses another one and names the most similar first', () => {
  expect(() => requireKnownHub('nort-hub', hubs)).toThrow(
    expect.objectContaining({
      code: 'usage_wrong',
      message: "--hub 'nort-hub' is not a hub I know. Hubs: north-hub, south-hub.",
    }),
  );
});

it('names ten at most', () => {
  const many = Array.from({ length: 12 }, (_, index) => `hub-${index}`);

  expect(() => requireKnownHub('x', many)).toThrow(/ and 2 more\.$/);
});
