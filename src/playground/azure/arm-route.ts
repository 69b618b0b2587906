import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  armError,
  hubNotFound,
  invalidApiVersion,
  missingApiVersion,
  pathUnknown,
} from './arm-errors';
import { armRefusal } from './arm-refusals';
import { type ArmRequest, readArmPath } from './arm-resource';
import { diagnosticSettings } from './diagnostic-settings';
import type { ArmPart } from './fault-effects';
import type { FaultSwitch } from './faults';
import { currentHealth, healthHistory } from './health-reply';
import { replyError, replyText } from './http';
import { describeHub } from './hub-body';
import { type HubSide, knownHubs } from './hub-side';
import { injectFault } from './inject-fault';
import { readMetricsQuestion } from './metrics-question';
import { metricsReply } from './metrics-reply';
import type { WireError } from './wire-errors';

/** `GET /subscriptions/…` as Azure Resource Manager answers it, for hubs and what hangs on them. */
export async function handleArm(
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  deps: HubSide & { faults: FaultSwitch },
): Promise<void> {
  const request = readArmPath(url.pathname);
  const read = request && reads.get(request.rest);
  if (!request || !read) {
    replyError(res, pathUnknown(url.pathname));
    return;
  }
  const fault = deps.faults.take(read.part);
  const refusal = armRefusal(read.part, request);
  if (
    (await injectFault(req, res, fault, deps.faults, (effect) => refusal(effect)?.body)) ===
    'answered'
  )
    return;
  const refused = refuse(request, url, deps);
  const body = refused ?? read.answer(request, url, deps);
  if ('refused' in body) replyError(res, body.refused as WireError);
  else replyText(res, 200, JSON.stringify(body));
}

interface Read {
  part: ArmPart;
  answer(request: ArmRequest, url: URL, side: HubSide): object;
}

/** By what stands behind the hub's id. */
const reads = new Map<string, Read>([
  ['', { part: 'hub', answer: (request, _, side) => describeHub(request, side) }],
  ['providers/microsoft.insights/metrics', { part: 'metrics', answer: answerMetrics }],
  [
    'providers/microsoft.insights/diagnosticsettings',
    { part: 'diagnostics', answer: (request, _, side) => diagnosticSettings(request, side) },
  ],
  [
    'providers/microsoft.resourcehealth/availabilitystatuses',
    {
      part: 'health',
      answer: (request, url, side) => healthHistory(request, side, wantsActions(url)),
    },
  ],
  [
    'providers/microsoft.resourcehealth/availabilitystatuses/current',
    {
      part: 'health',
      answer: (request, url, side) => currentHealth(request, side, wantsActions(url)),
    },
  ],
]);

function answerMetrics(request: ArmRequest, url: URL, side: HubSide): object {
  const question = readMetricsQuestion(url.searchParams, side.now(), side.metrics.names());
  return 'refused' in question ? question : metricsReply(request, question, side);
}

function refuse(request: ArmRequest, url: URL, side: HubSide): { refused: WireError } | undefined {
  const version = url.searchParams.get('api-version');
  if (!version) return { refused: missingApiVersion() };
  if (!/^\d{4}-\d\d-\d\d(?:-preview)?$/i.test(version)) {
    return { refused: invalidApiVersion(version) };
  }
  if (!hasPlainName(request)) {
    return { refused: armError(400, 'InvalidResourceName', 'The name of the hub is no hub name.') };
  }
  return isKnown(request, side) ? undefined : { refused: hubNotFound(request) };
}

/** Data that speaks of no hub at all is data of every hub. */
function isKnown({ hub }: ArmRequest, side: HubSide): boolean {
  const hubs = knownHubs(side);
  return hubs.length === 0 || hubs.includes(hub.toLowerCase());
}

function hasPlainName({ hub }: ArmRequest): boolean {
  return /^[\w.-]+$/.test(hub);
}

function wantsActions(url: URL): boolean {
  return /recommendedactions/i.test(url.searchParams.get('$expand') ?? '');
}
