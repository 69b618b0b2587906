import { findKeepAlive } from '../../../src/knowledge/find-keep-alive';

describe('findKeepAlive', () => {
  it.each([
    ['Node.js', 180, 270],
    ['Java', 230, 345],
    ['C', 240, 360],
    ['.NET', 300, 450],
    ['Python', 60, 90],
    ['dotnet', 300, 450],
    [' PYTHON ', 60, 90],
  ])('knows that %s pings within %d s and is given up after %d s', (name, seconds, silent) => {
    expect(findKeepAlive(name)).toMatchObject({
      seconds,
      silentLossSeconds: silent,
      configurable: true,
      source: expect.stringMatching(/^https:/),
    });
  });

  it.each(['Java', 'Node.js', 'Python'])('says where the documents on %s disagree', (name) => {
    expect(findKeepAlive(name)?.disputed).toMatch(/\.$/);
  });

  it.each([
    ['.NET', 120],
    ['Java', 230],
    ['C', 240],
    ['Python', undefined],
  ])('knows the idle limit of %s over AMQP', (name, seconds) => {
    expect(findKeepAlive(name)?.amqpIdleSeconds).toBe(seconds);
  });

  it.each([undefined, '', 'Embedded C', 'mosquitto'])('knows none for %s', (name) => {
    expect(findKeepAlive(name)).toBeUndefined();
  });
});
