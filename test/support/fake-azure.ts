import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeAzure {
  origin: string;
  /** Of every answer; anything but 200 comes with the words "no". */
  status: number;
  queries: object[];
  /** To Resource Manager and the registries. */
  calls: object[];
  /** The faults that were ordered. */
  orders: unknown[];
  close(): Promise<void>;
}

/** The local addresses of the local Azure, with one fault to switch. */
export async function startFakeAzure(): Promise<FakeAzure> {
  let active: object[] = [];
  const server = createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    if (req.method === 'DELETE') active = [];
    if (req.method === 'POST' && azure.status === 200) {
      azure.orders.push(JSON.parse(text));
      active = [{ fault: '403', until: '2126-01-01T00:02:00Z', part: 'logs' }];
    }
    const faults = {
      faults: [{ name: '403', what: 'The role is missing.', group: 'All of Azure', parts: [] }],
      active,
    };
    const logs = {
      '/local/queries': { queries: azure.queries },
      '/local/calls': { calls: azure.calls },
    };
    const body = logs[req.url as keyof typeof logs] ?? faults;
    res.statusCode = azure.status;
    res.end(JSON.stringify(azure.status === 200 ? body : { error: { message: 'no' } }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const azure: FakeAzure = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    status: 200,
    queries: [],
    calls: [],
    orders: [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return azure;
}
