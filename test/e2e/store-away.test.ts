import { metricAlert } from '../support/alert-payloads';
import { type PostgresServer, startPostgres } from '../support/postgres';
import { createDataFolder, type Product, startProduct } from '../support/start-product';

// It starts a database server and the product twice.
jest.setTimeout(60_000);

let folder: ReturnType<typeof createDataFolder>;
let postgres: PostgresServer;
let url: string;
const products: Product[] = [];

beforeAll(async () => {
  folder = createDataFolder();
  postgres = await startPostgres();
  url = await postgres.createDatabase();
});

afterEach(async () => {
  for (const product of products.splice(0)) await product.kill();
});

afterAll(async () => {
  await postgres.close();
  folder.remove();
});

describe('the product on PostgreSQL', () => {
  it('answers 503 while the server is away, and goes on by itself when it is back', async () => {
    const product = await start();
    const before = await postAlert(product, 'before');

    await postgres.stop();
    const away = await postAlert(product, 'away');
    const unready = await get(product, '/readyz');
    const alive = await get(product, '/healthz');
    await postgres.start();
    const back = await postAlert(product, 'away');
    const ready = await get(product, '/readyz');

    expect([before.status, away.status, back.status]).toEqual([202, 503, 202]);
    expect(away.headers.get('retry-after')).toMatch(/^\d+$/);
    expect([unready.status, alive.status, ready.status]).toEqual([503, 200, 200]);
    expect(product.output()).not.toContain(new URL(url).password);
  });

  it('runs as two copies that started at the same time', async () => {
    const [one, other] = await Promise.all([start(), start()]);

    const answers = await Promise.all([postAlert(one, 'twice'), postAlert(other, 'twice')]);

    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  });
});

async function start(): Promise<Product> {
  const product = await startProduct(folder.path, { DATABASE_URL: url });
  products.push(product);
  return product;
}

async function postAlert(product: Product, alertId: string): Promise<Response> {
  return fetch(`${product.origin}/api/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(metricAlert({ alertId })),
  });
}

function get(product: Product, path: string): Promise<Response> {
  return fetch(product.origin + path);
}
