import { readLoopbackOrigin, sendToLoopback } from '../../../src/shared/loopback';

describe('readLoopbackOrigin', () => {
  it.each([
    ['http://127.0.0.1:3979', 'http://127.0.0.1:3979/'],
    ['http://localhost:1/path?x#y', 'http://localhost:1/'],
    ['http://[::1]:80', 'http://[::1]/'],
  ])('takes %s', (text, origin) => {
    expect(readLoopbackOrigin(text).toString()).toBe(origin);
  });

  it.each([
    'https://127.0.0.1',
    'http://127.0.0.2',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1@example.com',
    'ftp://localhost',
    'localhost:3979',
    '',
  ])('refuses %s', (text) => {
    expect(() => readLoopbackOrigin(text)).toThrow(
      expect.objectContaining({ code: 'local_origin_invalid' }),
    );
  });
});

describe('sendToLoopback', () => {
  const origin = new URL('http://127.0.0.1:3979');

  function requestTo(url: string) {
    return { url, headers: new Map<string, string>(), agent: {}, proxySettings: {} };
  }

  it('changes where a request goes, and nothing else of it', async () => {
    const request = requestTo('https://my-hub.azure-devices.net/twins/a%2Fb?api-version=1');

    const sent = await sendToLoopback(request, origin, async (one) => ({ ...one }));

    expect(sent).toEqual({
      url: 'http://127.0.0.1:3979/twins/a%2Fb?api-version=1',
      headers: new Map([['Host', 'my-hub.azure-devices.net']]),
      allowInsecureConnection: true,
      agent: undefined,
      proxySettings: undefined,
    });
  });

  it('stays on this machine, also with a path that begins like a host', async () => {
    const request = requestTo('https://management.azure.com//subscriptions/s?api-version=1');

    const url = await sendToLoopback(request, origin, async (one) => one.url);

    expect(url).toBe('http://127.0.0.1:3979//subscriptions/s?api-version=1');
  });

  it('puts the address back, so that a second try is signed again', async () => {
    const request = requestTo('https://my-hub.azure-devices.net/twins/a');

    const failed = sendToLoopback(request, origin, () => Promise.reject(new Error('cut')));

    await expect(failed).rejects.toThrow('cut');
    expect(request.url).toBe('https://my-hub.azure-devices.net/twins/a');
  });
});
