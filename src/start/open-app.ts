import { type App, createApp } from '../app';
import type { SendOutcome } from '../incidents/delivery/send-deps';
import type { Settings } from '../settings';
import { openAzure } from './open-azure';
import type { Parts } from './parts';
import { rememberLogs } from './remember-outcome';
import { createSystemClock } from './system-clock';

export function openApp(
  settings: Settings,
  parts: Parts,
  late: { publicOrigin(): string | undefined; wake(): void },
): App {
  const { store, local, chat, metrics, outcomes, log } = parts;
  const azure = openAzure(settings, { localOrigin: local?.azureOrigin, log });
  return createApp(
    {
      ...azure,
      logs: rememberLogs(azure.logs, outcomes.workspace),
      clock: createSystemClock(),
      inbox: store.alertInbox,
      incidents: store.incidentBook,
      connections: store.connectionLedger,
      outbox: store.outbox,
      routes: store.routeBook,
      mutes: store.muteBook,
      trail: store.decisionTrail,
      memory: store.conversationMemory,
      refusals: store.refusalBook,
      oldRecords: store.oldRecords,
      channels: [chat],
      countOutcome: metrics.countAlert,
      countSend: (outcome) => countSend(outcome, metrics),
      log,
      ...late,
    },
    settings,
  );
}

function countSend(outcome: SendOutcome, metrics: Parts['metrics']): void {
  metrics.countSend(outcome);
  if (outcome === 'repeated') metrics.countRepeatedCard();
}
