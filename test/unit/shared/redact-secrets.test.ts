import { redactSecrets } from '../../../src/shared/redact-secrets';

describe('redactSecrets', () => {
  it.each([
    ['{"authorization": "Bearer canary.canary"}'],
    ['{"Authorization":"SharedAccessSignature sr=hub&sig=canary&se=1"}'],
    ['{"x-reconnect-key": "canary"}'],
    ['{"key":"canary","a":1}'],
    ['{"apiKey" : "can\\"ary"}'],
    ['{"nested": "{\\"token\\": \\"canary\\"}"}'],
    ['{"connectionString": "HostName=h;SharedAccessKeyName=owner;SharedAccessKey=canary="}'],
    ['HostName=h;SharedAccessKey=canary'],
    ['{"url": "https://bot.example/api/alerts?a=b&key=canary&c=d"}'],
    ['{"url": "https://logic.example/?sv=1.0&sig=canary"}'],
    ['{"url": "https://function.example/api?code=canary"}'],
    ['eyJhbGciOiJSUzI1NiJ9.eyJjYW5hcnkiOjF9.canary'],
    ['Authorization: Basic canary\nHost: x'],
    ['https://user:canary@proxy.example/'],
    ['{"password": "canary'],
    ['{"accessToken":"canary"}'],
    ['{"client_secret":"canary"}'],
  ])('blanks the secret in %s', (text) => {
    const clean = redactSecrets(text);

    expect(clean).not.toMatch(/canary|ary"|eyJjYW5h/);
    expect(clean).toContain('…');
  });

  it.each([
    ['{"schemaId":"azureMonitorCommonAlertSchema"}'],
    ['{"data":{"essentials":{"alertId":"/subscriptions/1/alerts/2"}}}'],
    ['{"keyboard": "qwerty", "monkey": "business", "codes": "404104"}'],
    ['{"firedDateTime": "yesterday"}'],
  ])('leaves %s alone', (text) => {
    const clean = redactSecrets(text);

    expect(clean).toBe(text);
  });

  it('blanks what is known to be secret wherever it stands', () => {
    const clean = redactSecrets('{"note": "ask with first-canary-key-0001"}', [
      'first-canary-key-0001',
    ]);

    expect(clean).toBe('{"note": "ask with …"}');
  });

  it.each([
    ['nested quotes', '\\"'.repeat(32_000)],
    ['an endless name', 'key'.repeat(21_000)],
    ['half fields', '{"token":"'.repeat(6500)],
    ['half addresses', '://a:'.repeat(13_000)],
    ['half schemes', 'Bearer '.repeat(9000)],
    ['half tokens', 'eyJ'.repeat(21_000)],
    ['dashes', '-'.repeat(65_000)],
    ['words', 'a'.repeat(65_000)],
  ])('takes no long over %s', (_what, text) => {
    const startedAt = performance.now();

    redactSecrets(text);

    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
