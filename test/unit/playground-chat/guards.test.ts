import { request } from 'node:http';
import { callJson, type FakeBot, startFakeBot } from '../../support/fake-bot';

describe('what the local chat lets in and gives out', () => {
  let bot: FakeBot;

  beforeAll(async () => {
    bot = await startFakeBot();
  });

  afterAll(() => bot.close());

  it.each([
    ['a foreign name', { host: 'evil.example:3978' }],
    ['a name that only begins like ours', { host: '127.0.0.1.evil.example' }],
    ['a page of another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s', async (_name, headers) => {
    const status = await send(bot.origin, 'POST', '/local/chat/conversations', headers, '{}');

    expect(status).toBe(403);
  });

  it('lets its own page in', async () => {
    const headers = { origin: bot.origin, 'sec-fetch-site': 'same-origin' };
    const status = await send(bot.origin, 'POST', '/local/chat/conversations', headers, '{}');

    expect(status).toBe(200);
  });

  it.each([
    ['no JSON', 'application/json', '{', 400],
    ['another content type', 'text/plain', '{}', 415],
    ['more than a megabyte', 'application/json', `"${'x'.repeat(1_000_001)}"`, 413],
  ])('refuses a body that is %s', async (_name, contentType, body, expected) => {
    const headers = { 'content-type': contentType };
    const status = await send(bot.origin, 'POST', '/local/chat/messages', headers, body);

    expect(status).toBe(expected);
  });

  it('counts a body that does not tell its length', async () => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const body = `"${'x'.repeat(1_000_001)}"`;
    const status = await send(bot.origin, 'POST', '/local/chat/messages', headers, body);

    expect(status).toBe(413);
  });

  it.each([
    ['GET', '/local/nothing', 404],
    ['GET', '/local/page/package.json', 404],
    ['GET', '/local/page/..%2fcreate-chat-playground.ts', 404],
    ['GET', '/local/page/%zz', 400],
    ['GET', '/local/chat/messages', 405],
    ['DELETE', '/', 405],
    ['GET', '/local/chat/events', 400],
  ])('answers %s %s with %i', async (method, path, expected) => {
    expect((await callJson(method, bot.origin + path)).status).toBe(expected);
  });

  it('serves the page with a policy that lets nothing foreign run', async () => {
    const response = await fetch(bot.origin);

    const policy = response.headers.get('content-security-policy') ?? '';
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=/i);
  });

  it('serves everything that the page names', async () => {
    const html = await (await fetch(bot.origin)).text();
    const paths = [...html.matchAll(/(?:src|href)="(?<path>\/[^"]+)"/g)];

    const answers = await Promise.all(
      paths.map(({ groups }) => fetch(bot.origin + (groups?.path ?? ''))),
    );

    expect(answers.length).toBeGreaterThan(8);
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
  });

  it('answers 304 when the browser has the file already', async () => {
    const first = await fetch(`${bot.origin}/local/page/page.js`);
    const etag = first.headers.get('etag') ?? '';

    const headers = { 'if-none-match': etag };
    const status = await send(bot.origin, 'GET', '/local/page/page.js', headers);

    expect(status).toBe(304);
  });

  it('answers HEAD without a body', async () => {
    const response = await fetch(bot.origin, { method: 'HEAD' });

    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

/** `fetch` does not let a test set Host or Origin. */
function send(
  origin: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const all = { 'content-type': 'application/json', ...headers };
    const req = request(origin + path, { method, headers: all }, (res) => {
      res.resume();
      resolve(res.statusCode ?? 0);
    });
    req.on('error', reject);
    req.end(body);
  });
}
