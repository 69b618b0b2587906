import fc from 'fast-check';
import { hideSecrets } from '../../../src/playground/chat/hide-secrets';

describe('hideSecrets', () => {
  it.each([
    'authorization',
    'Password',
    'clientSecret',
    'client_secret',
    'accessToken',
    'x-reconnect-key',
    'primaryKey',
    'SharedAccessKey',
    'connectionString',
  ])('covers the value of %s', (key) => {
    expect(hideSecrets({ outer: [{ [key]: 'abc' }] })).toEqual({ outer: [{ [key]: '(hidden)' }] });
  });

  it.each([
    [
      'SharedAccessSignature sr=hub&sig=abc%3D&se=17',
      'SharedAccessSignature sr=hub&sig=(hidden)&se=17',
    ],
    ['HostName=h;SharedAccessKey=abc=;X=1', 'HostName=h;SharedAccessKey=(hidden);X=1'],
    ['https://bot.example/api/alerts?key=abcdef', 'https://bot.example/api/alerts?key=(hidden)'],
    ['Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2ln', 'Bearer (hidden)'],
  ])('covers the secret in %s', (text, shown) => {
    expect(hideSecrets(text)).toBe(shown);
  });

  it.each([
    'AzureDiagnostics | where ResultType == "404104" and code=404104',
    'monkey business',
    'device-42',
  ])('leaves "%s" as it is', (text) => {
    expect(hideSecrets({ text, keyboard: text })).toEqual({ text, keyboard: text });
  });

  it('tells a picture by its type and size', () => {
    const picture = `data:image/png;base64,${'A'.repeat(4096)}`;

    expect(hideSecrets({ picture })).toEqual({ picture: '(image/png, 4 KB)' });
  });

  it('shows that a secret is absent', () => {
    expect(hideSecrets({ password: '', token: null })).toEqual({ password: '', token: null });
  });

  it('never shows a signature, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[A-Za-z0-9%]{8,40}$/), (before, secret) => {
        const shown = JSON.stringify(hideSecrets({ a: [`${before}&sig=x${secret}&se=1`] }));

        expect(shown).not.toContain(`sig=x${secret}`);
      }),
    );
  });
});
