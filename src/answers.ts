import { randomUUID } from 'node:crypto';
import { explainDevice } from './connections/explain-device';
import type { Patience } from './connections/patience';
import type { AnswerDeps, OnQueued } from './conversation/answer-deps';
import type { HubDeps } from './conversation/hubs/known-hubs';
import type { IncidentDeps } from './conversation/incidents/incident-deps';
import type { QueryShelf } from './conversation/query-shelf';
import { findOldestRow } from './diagnosis/asking/find-oldest-row';
import type { SoonAndLater } from './diagnosis/checks/conclude-soon';
import { diagnoseDeviceSoon } from './diagnosis/device/diagnose-device';
import { askSimilarDevices } from './diagnosis/device/similar-devices';
import { findHubs } from './diagnosis/hub/find-hubs';
import { summarizeHubSoon } from './diagnosis/hub/summarize-hub';
import type { createIncidentWork, IncidentPorts } from './incidents/create-incident-work';
import { readDigest } from './incidents/delivery/draw-digest';
import { createInvestigation, forPeople, type InvestigationPorts } from './investigation';
import type { ConversationMemory } from './ports/conversation-memory';
import type { Settings } from './settings';

type AnswerSettings = Pick<Settings, 'cloud' | 'bot'>;

/** Whatever answers a person by asking the logs. */
export function answerFromLogs(
  ports: InvestigationPorts & { memory?: ConversationMemory },
  settings: AnswerSettings,
  shelf: QueryShelf,
  onQueued?: OnQueued,
) {
  const { check, runQuery } = createInvestigation(ports, settings, onQueued);
  const asking = forPeople(ports, onQueued);
  const deps = { ...asking, sources: ports };
  return {
    diagnose: (question, onLater) => tellLater(diagnoseDeviceSoon(question, deps), onLater),
    summarize: (question, onLater) => tellLater(summarizeHubSoon(question, deps), onLater),
    check,
    queries: { run: runQuery, shelf },
    findOldestRow: (question) => findOldestRow(question, asking),
    ...(ports.memory === undefined ? {} : { hubs: hubDeps(asking, ports.memory) }),
  } satisfies Partial<AnswerDeps>;
}

/** Whatever answers a person by what is kept of events, alerts and cards. */
export function answerFromStore(
  ports: IncidentPorts & InvestigationPorts,
  work: ReturnType<typeof createIncidentWork>,
  patience: Patience,
) {
  const findDevice = (device: string, hub?: string) => ports.connections.find(device, hub);
  return {
    mutes: { book: ports.mutes, createId: randomUUID, findDevice, listLike: listLike(ports) },
    trail: {
      decisions: ports.trail,
      findDevice,
      findIncidents: (...asked) => ports.incidents.listKeysOf(...asked),
      explain: (record, now) => explainDevice(record, patience, now),
    },
    incidents: incidentDeps(ports, work),
    countHidden: (hub, window) => ports.connections.countHidden(hub, window),
  } satisfies Partial<AnswerDeps>;
}

const likeMs = 7 * 86_400_000;

/** Who mutes a device of which no event told may have mistyped it: the logs know more ids. */
function listLike(ports: InvestigationPorts) {
  return async (device: string, hubName?: string): Promise<string[]> => {
    const to = ports.clock.now();
    const window = { from: new Date(to.getTime() - likeMs), to };
    const question = { device, window, ...(hubName === undefined ? {} : { hubName }) };
    const answer = await askSimilarDevices(question, forPeople(ports));
    return answer.rows.map((row) => row.device);
  };
}

const mostOpen = 200;

function incidentDeps(
  { incidents, outbox }: IncidentPorts,
  { acknowledge, describe, draw, showFolded, showOpen }: ReturnType<typeof createIncidentWork>,
): IncidentDeps {
  return {
    find: (key) => incidents.find(key),
    async listShown({ channel, id }) {
      const open = await incidents.listOpen(mostOpen);
      const shown = await Promise.all(
        open.map(async (incident) => {
          const cards = await outbox.listCards({ kind: 'incident', key: incident.key });
          return cards.some(({ conversation }) => {
            return conversation.channel === channel && conversation.id === id;
          });
        }),
      );
      return open.filter((_, at) => shown[at]);
    },
    acknowledge,
    draw,
    showOpen,
    showFolded,
    listMembers: (key, page) => incidents.listMembers(key, page),
    showDigest: (digest, page) => readDigest({ digest, page }, { outbox, describe }),
  };
}

/** The answer that can be given soon; the whole one is handed on, where it takes longer. */
async function tellLater<Answer>(
  asking: Promise<SoonAndLater<Answer>>,
  onLater: ((later: Promise<Answer>) => void) | undefined,
): Promise<Answer> {
  const { soon, later } = await asking;
  if (later === undefined) return soon;
  if (onLater === undefined) return later;
  onLater(later);
  return soon;
}

function hubDeps(ports: InvestigationPorts, memory: ConversationMemory): HubDeps {
  return {
    configured: ports.hubs.all().map(({ name }) => name),
    withRows: (question) => findHubs(question, ports),
    memory,
  };
}
