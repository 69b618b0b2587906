import { createDeviceWatch } from '../connections/device-watch';
import type { Patience } from '../connections/patience';
import type { AlertInbox } from '../ports/alert-inbox';
import type { ChatChannel } from '../ports/chat-channel';
import type { Clock } from '../ports/clock';
import type { ConnectionLedger } from '../ports/connection-ledger';
import type { ConversationKey } from '../ports/conversation-memory';
import type { DecisionTrail } from '../ports/decision-trail';
import type { HubDirectory } from '../ports/hub';
import type { Incident, IncidentBook } from '../ports/incident-book';
import type { MuteBook } from '../ports/mute-book';
import type { OldRecords } from '../ports/old-records';
import type { Outbox, SendLimits } from '../ports/outbox';
import type { RefusalBook } from '../ports/refusal-book';
import type { RouteBook } from '../ports/route-book';
import type { Report } from '../reports/report';
import type { AlertSubject } from '../reports/report-alert';
import { reportRefusedAlerts } from '../reports/report-refused-alerts';
import type { Logger } from '../shared/logger';
import { createAcknowledge } from './acknowledge';
import { type AlertOutcome, createAlertWorker } from './alert-worker';
import type { Summarize } from './ask-logs';
import { createSilenceWatch } from './close-silent';
import { createDescribeSubject } from './delivery/describe-incident';
import { createPublisher, type Publisher } from './delivery/publish';
import { createSender } from './delivery/send';
import type { SendOutcome } from './delivery/send-deps';
import { createRefusalDrawer, createRefusalTeller } from './delivery/tell-refusals';
import { createIncidentDrawer, drawIncident } from './draw-incident';
import { createInvestigator } from './investigate';
import { createEndOfMutes } from './mutes/end-of-mutes';
import { createListAway } from './mutes/list-away';
import { createShowOpen } from './mutes/show-open';
import { createWantsIncident } from './mutes/wants-incident';
import { createDeviceRecorder } from './record-devices';
import { createRecordRemover } from './remove-old-records';
import { republishOpen } from './republish-open';

export interface IncidentPorts {
  inbox: AlertInbox;
  incidents: IncidentBook;
  connections: ConnectionLedger;
  outbox: Outbox;
  routes: RouteBook;
  mutes: MuteBook;
  trail: DecisionTrail;
  refusals: RefusalBook;
  oldRecords: OldRecords;
  hubs: HubDirectory;
  channels: ChatChannel[];
  clock: Clock;
  log: Logger;
}

export interface IncidentWorkDeps extends IncidentPorts {
  patience: Patience;
  summarize: Summarize;
  drawAlert(subject: AlertSubject): Report;
  limits: SendLimits;
  /** Soon after it there is to be another tick: something is wanted, or is to be asked. */
  wake(): void;
  countAlert(outcome: AlertOutcome): void;
  countSend(outcome: SendOutcome): void;
}

/** Everything that is due about incidents, from what came in to what is shown. */
export function createIncidentWork(given: IncidentWorkDeps) {
  const describe = createDescribeSubject(given);
  const wants = createWantsIncident({ ...given, listAway: createListAway(given.incidents) });
  const publisher = wakeAfter(createPublisher({ ...given, wants }), given);
  const deps = { ...given, describe, publisher };
  const workers = [...createWorkers(deps), createChat(deps)];
  return {
    /** Handles whatever is due, until the signal aborts; never throws. */
    tick: async (signal?: AbortSignal) => {
      await Promise.all(workers.map((worker) => worker.tick(signal)));
    },
    acknowledge: createAcknowledge(deps),
    describe,
    /** What a digest names gets a card of its own there. */
    showFolded: async (conversation: ConversationKey, key: string) => {
      const subject = { kind: 'incident', key } as const;
      if (await given.outbox.unfold(conversation, subject, given.clock.now())) given.wake();
    },
    /** The card of an incident as it is now. */
    draw: (incident: Incident) => given.drawAlert(drawIncident(incident, undefined)),
    showOpen: createShowOpen({ ...deps, wants }),
  };
}

type Deps = IncidentWorkDeps & {
  publisher: Publisher;
  describe: ReturnType<typeof createDescribeSubject>;
};

interface Worker {
  tick(signal?: AbortSignal): Promise<unknown>;
}

function createWorkers(deps: Deps): Worker[] {
  const { limits: _limits, countAlert, ...rest } = deps;
  return [
    createAlertWorker({ ...rest, count: countAlert }),
    createDeviceRecorder({
      ...rest,
      watch: createDeviceWatch({ ...rest, ledger: deps.connections }),
    }),
    createInvestigator(rest),
    createEndOfMutes({ ...rest, republish: () => republishOpen(rest) }),
    createSilenceWatch(rest),
    createRefusalTeller(rest),
    createRecordRemover(rest),
  ];
}

function createChat(deps: Deps): Worker {
  const drawRefusals = reportRefusedAlerts;
  return createSender({
    ...deps,
    drawers: [createIncidentDrawer(deps), createRefusalDrawer({ ...deps, drawRefusals })],
    count: deps.countSend,
  });
}

/** What is stored would be seen at the next beat; who waits for a card should not wait for that. */
function wakeAfter(publisher: Publisher, { wake }: IncidentWorkDeps): Publisher {
  return {
    async publish(incident, how) {
      const done = await publisher.publish(incident, how);
      wake();
      return done;
    },
  };
}
