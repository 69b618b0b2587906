import type { Diagnosis } from '../../src/diagnosis/diagnosis';
import { createInvestigation } from '../../src/investigation';
import type { HubDirectory } from '../../src/ports/hub';
import type { TimeWindow } from '../../src/ports/time-window';
import { fixedClock } from '../support/fixed-clock';
import { hubResourceId } from './connection-record';
import type { Question, World } from './scenario';
import { createStoryLogs } from './story-logs';
import { when } from './story-time';
import { worldPorts } from './world-ports';

/** Asks the product's own entrance, with its own queries, over a story. */
export async function askWorld(world: World, question: Question): Promise<Diagnosis> {
  const { investigation, window } = openWorld(world, question);
  return await investigation.diagnose({
    device: question.device,
    ...(question.hub && { hubName: question.hub }),
    window,
  });
}

export function openWorld(world: World, { from, now }: Pick<Question, 'from' | 'now'> = {}) {
  const to = new Date(when(now ?? '18:00'));
  const window: TimeWindow = { from: new Date(when(from ?? to.getTime() - dayMs)), to };
  const ports = {
    logs: createStoryLogs(world.records, to),
    ...worldPorts(world),
    hubs: everyHub,
    clock: fixedClock(to),
  };
  return { investigation: createInvestigation(ports, settings), window };
}

/** As in local mode: every name is a hub. */
const everyHub: HubDirectory = {
  find: (name) => ({
    name,
    resourceId: hubResourceId(name),
    hostName: `${name.toLowerCase()}.azure-devices.net`,
  }),
  all: () => [],
};

const dayMs = 86_400_000;
const settings = {
  cloud: { portalOrigin: 'https://portal.azure.com' },
  bot: { tenantId: '' },
} as Parameters<typeof createInvestigation>[1];
