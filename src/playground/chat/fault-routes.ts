import { z } from 'zod';
import { AppError } from '../../shared/app-error';
import { callLocalAzure } from './local-azure-client';
import { json, type Route, readInput } from './routes';
import type { WireLog } from './wire-log';

const Faults = z.object({
  faults: z.array(z.object({ name: z.string(), what: z.string(), group: z.string().optional() })),
  active: z.array(
    z.union([
      z.string().transform((fault) => ({ fault, until: undefined })),
      z.object({ fault: z.string(), until: z.string().optional() }),
    ]),
  ),
});
const Order = z.object({
  fault: z.string('must be text').min(1, 'must not be empty').max(60, 'must be shorter'),
  seconds: z.number('must be a number').positive('must be above 0').max(86_400).optional(),
});

interface FaultDeps {
  azureOrigin?: (() => string) | undefined;
  wire: WireLog;
}

/** The fault switches of the local Azure, for the page, which may call no other origin. */
export function faultRoutes(deps: FaultDeps): Route[] {
  const pattern = /^\/local\/chat\/faults$/;
  return [
    { method: 'GET', pattern, handle: async () => json(200, await ask('GET', undefined, deps)) },
    {
      method: 'POST',
      pattern,
      handle: async ({ body }) => json(200, await order(readInput(Order, body), deps)),
    },
    {
      method: 'DELETE',
      pattern,
      handle: async () =>
        json(200, await record('all faults off', {}, deps, () => ask('DELETE', undefined, deps))),
    },
  ];
}

function order(wish: z.infer<typeof Order>, deps: FaultDeps) {
  const forTime = wish.seconds ? ` for ${wish.seconds} s` : '';
  return record(`fault ${wish.fault}${forTime}`, wish, deps, () => ask('POST', wish, deps));
}

async function record<T>(title: string, sent: object, { wire }: FaultDeps, work: () => Promise<T>) {
  const { body } = await wire.follow({ kind: 'fault', title, sent }, async () => ({
    status: 200,
    body: await work(),
  }));
  return body;
}

async function ask(
  method: 'GET' | 'POST' | 'DELETE',
  body: object | undefined,
  { azureOrigin }: FaultDeps,
): Promise<z.infer<typeof Faults>> {
  const path = '/local/faults';
  const request = { origin: azureOrigin?.() ?? '', path, method, ...(body && { body }) };
  const faults = azureOrigin ? await callLocalAzure(request, Faults) : undefined;
  if (faults) return faults;
  // A list of none: the page then shows no switches.
  if (method === 'GET') return { faults: [], active: [] };
  throw new AppError('faults_unknown', 'The local Azure has no fault switches.');
}
