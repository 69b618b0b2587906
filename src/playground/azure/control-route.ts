import type { IncomingMessage, ServerResponse } from 'node:http';
import { addRecord } from './add-record';
import type { HealthShelf } from './health-shelf';
import { readJsonBody, refuseForeign, replyError, replyText } from './http';
import type { HubShelf } from './hub-shelf';
import { type Complaint, sayComplaint, type Teller } from './hub-values';
import type { MetricShelf } from './metric-shelf';
import type { TwinShelf } from './twin-shelf';
import { badArgument, type WireError } from './wire-errors';
import type { Workspace } from './workspace';

export interface ControlDeps {
  workspace: Workspace;
  twins: TwinShelf;
  metrics: MetricShelf;
  health: HealthShelf;
  hubs: HubShelf;
  now(): Date;
  ingestionDelayMs: number;
}

/** What became of a list: how many were taken, and why the others were not. */
export interface Appended {
  added: number;
  refused: { index: number; reason: string }[];
}

export const controlPath = /^POST \/local\/(?<list>logs|twins|metrics|health|hubs)$/;

/**
 * `POST /local/logs {records}`, `/local/twins {twins}`, `/local/metrics {metrics}`, `/local/health
 * {health}` and `/local/hubs {hubs}`: what a scenario adds. Each takes a list; an element of the last
 * three has the form of the file of that name.
 */
export async function handleControl(
  req: IncomingMessage,
  res: ServerResponse,
  list: string,
  deps: ControlDeps,
): Promise<void> {
  const reply = await takeList(req, list, deps);
  if ('refused' in reply) replyError(res, reply.refused);
  else replyText(res, 200, JSON.stringify(reply.done));
}

async function takeList(
  req: IncomingMessage,
  list: string,
  deps: ControlDeps,
): Promise<{ done: Appended } | { refused: WireError }> {
  const refused = refuseForeign(req);
  if (refused) return { refused };
  const body = await readJsonBody(req, bodyLimitBytes);
  if ('refused' in body) return body;
  const field = list === 'logs' ? 'records' : list;
  const values = (body.value as Record<string, unknown> | null)?.[field];
  if (!Array.isArray(values)) {
    return {
      refused: badArgument({ code: 'InvalidProperty', message: `${field}: is not a list` }),
    };
  }
  return { done: take(list, values, deps) };
}

function take(list: string, values: unknown[], deps: ControlDeps): Appended {
  if (list === 'logs') return appendLogs(values, deps);
  if (list === 'twins') return putTwins(values, deps.twins);
  const shelves = { metrics: deps.metrics, health: deps.health, hubs: deps.hubs };
  const shelf: { put(value: unknown, teller: Teller): Complaint[] } =
    shelves[list as keyof typeof shelves];
  return takeAll(values, (value) => {
    const complaints = shelf.put(value, 'story').map(sayComplaint);
    return complaints.length > 0 ? complaints.join('; ') : undefined;
  });
}

/** Rows arrive now, whatever time they tell of, unless they say when they did. */
export function appendLogs(
  records: unknown[],
  deps: Pick<ControlDeps, 'workspace' | 'now' | 'ingestionDelayMs'>,
): Appended {
  const arrivedAt = new Date(deps.now().getTime() + deps.ingestionDelayMs);
  return takeAll(records, (record) =>
    addRecord(record, { workspace: deps.workspace, arrivedAt: () => arrivedAt }),
  );
}

export function putTwins(values: unknown[], twins: TwinShelf): Appended {
  return takeAll(values, twins.put);
}

function takeAll(values: unknown[], take: (value: unknown) => string | undefined): Appended {
  const refused: Appended['refused'] = [];
  for (const [index, value] of values.entries()) {
    const reason = take(value);
    if (reason !== undefined) refused.push({ index, reason });
  }
  return { added: values.length - refused.length, refused };
}

const bodyLimitBytes = 64 << 20;
