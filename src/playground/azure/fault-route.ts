import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type FaultSwitch, faultKinds, faultParts, isFaultName } from './faults';
import { readJsonBody, refuseForeign, replyError, replyText } from './http';
import { badArgument, type WireError } from './wire-errors';

export const faultPath = /^(?:GET|POST|DELETE) \/local\/faults$/;

/**
 * `GET /local/faults` lists what can be switched on and what is; `POST {fault, part?, seconds?,
 * times?, milliseconds?}` switches one on; `DELETE` switches all off. All answer the list.
 */
export async function handleFaults(
  req: IncomingMessage,
  res: ServerResponse,
  faults: FaultSwitch,
): Promise<void> {
  const refused = refuseForeign(req) ?? (await change(req, faults));
  if (refused) replyError(res, refused);
  else replyText(res, 200, JSON.stringify(listFaults(faults)));
}

async function change(req: IncomingMessage, faults: FaultSwitch): Promise<WireError | undefined> {
  if (req.method === 'DELETE') faults.turnOff();
  if (req.method !== 'POST') return undefined;
  const body = await readJsonBody(req, bodyLimitBytes);
  if ('refused' in body) return body.refused;
  const order = Order.safeParse(body.value);
  if (!order.success) {
    const [issue] = order.error.issues;
    const message = `${issue?.path.join('.') || 'the body'}: ${issue?.message}`;
    return badArgument({ code: 'InvalidProperty', message });
  }
  faults.turnOn(order.data);
  return undefined;
}

function listFaults(faults: FaultSwitch) {
  return {
    faults: faultKinds.map(({ name, what, group, parts }) => ({ name, what, group, parts })),
    active: faults.active().map(({ until, effect: _, ...fault }) => ({
      ...fault,
      ...(until && { until: until.toISOString() }),
    })),
  };
}

const daySeconds = 86_400;
const Order = z.object({
  fault: z.string().refine(isFaultName, 'is not one of the faults that GET /local/faults lists'),
  part: z.enum(faultParts).optional(),
  seconds: z.number().positive().max(daySeconds).optional(),
  times: z.int().positive().max(1_000_000).optional(),
  milliseconds: z.number().positive().max(600_000).optional(),
});

const bodyLimitBytes = 4096;
