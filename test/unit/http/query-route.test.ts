import { type HttpBench, openHttpBench } from '../../support/http-bench';

const token = 'c2VjcmV0LXRva2VuLXNlY3JldC10b2tl';
const csv = 'device,count\r\n"bär,1",2\r\n';

describe('GET /queries/<token>.csv', () => {
  let bench: HttpBench;
  const asked: string[] = [];
  beforeAll(async () => {
    bench = await openHttpBench({
      findDownload(each) {
        asked.push(each);
        return each === token ? { name: 'dead-"end"\r\npoints.csv', csv } : undefined;
      },
    });
  });
  afterAll(() => bench.close());

  it('gives the rows as a file to keep, and lets nobody store it on the way', async () => {
    const { status, text, headers } = await bench.get(`/queries/${token}.csv`);

    expect(status).toBe(200);
    expect(text).toBe(csv);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="dead-_end___points.csv"',
    );
    expect(headers.get('content-length')).toBe(String(Buffer.byteLength(csv)));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('says that a file is gone, and what to do', async () => {
    const { status, json } = await bench.get(`/queries/${token.replace('c', 'd')}.csv`);

    expect(status).toBe(404);
    expect(json).toMatchObject({
      code: 'download_gone',
      message: 'This file is not kept any more: run the query again',
    });
  });

  it.each([
    '/queries/',
    '/queries/short.csv',
    `/queries/${token}`,
    `/queries/${token}.csv/more`,
    '/queries/%2e%2e%2fsettings.csv',
    `/queries/${'x'.repeat(65)}.csv`,
  ])('asks for nothing at %s', async (path) => {
    asked.length = 0;

    const { status } = await bench.get(path);

    expect(status).toBe(404);
    expect(asked).toEqual([]);
  });

  it('takes no other method', async () => {
    const { status } = await bench.post(`/queries/${token}.csv`, '{}');

    expect(status).toBe(405);
  });

  it('keeps the token out of the log', async () => {
    await bench.get(`/queries/${token}.csv`);

    expect(bench.logText()).toContain('/queries/…');
    expect(bench.logText()).not.toContain(token);
  });
});

it('has no files where nobody keeps any', async () => {
  const bench = await openHttpBench();

  const { status, json } = await bench.get(`/queries/${token}.csv`);
  await bench.close();

  expect(status).toBe(404);
  expect(json).toMatchObject({ code: 'download_gone' });
});
