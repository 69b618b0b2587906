import { checkDevice } from './checklist/check-device';
import type { OnQueued } from './conversation/answer-deps';
import { runPeopleQuery } from './diagnosis/asking/run-people-query';
import { diagnoseDevice } from './diagnosis/device/diagnose-device';
import { summarizeHub } from './diagnosis/hub/summarize-hub';
import { findErrorCode } from './knowledge/find-error-code';
import type { Clock } from './ports/clock';
import type { DeviceRegistry } from './ports/device-registry';
import type { HealthSource } from './ports/health-source';
import type { HubDirectory } from './ports/hub';
import type { HubInfoSource } from './ports/hub-info';
import type { LogSource } from './ports/log-source';
import type { MetricSource } from './ports/metric-source';
import type { ReportContext } from './reports/report-context';
import type { Settings } from './settings';
import { prioritizeLogs } from './start/prioritize-logs';

export interface InvestigationPorts {
  logs: LogSource;
  registry: DeviceRegistry;
  hubInfo: HubInfoSource;
  health: HealthSource;
  metrics: MetricSource;
  hubs: HubDirectory;
  clock: Clock;
}

/**
 * The questions that people ask in the chat and at the terminal: theirs come first. `onQueued` hears
 * of every one that has to wait all the same.
 */
export function createInvestigation(
  given: InvestigationPorts,
  settings: Pick<Settings, 'cloud' | 'bot'>,
  onQueued?: OnQueued,
) {
  const ports = forPeople(given, onQueued);
  const deps = { ...ports, sources: ports };
  const diagnose = (question: Parameters<typeof diagnoseDevice>[0]) =>
    diagnoseDevice(question, deps);
  const context = (): ReportContext => ({
    now: ports.clock.now(),
    portal: {
      origin: settings.cloud.portalOrigin,
      ...(settings.bot.tenantId === '' ? {} : { tenantId: settings.bot.tenantId }),
    },
    decode: findErrorCode,
  });
  return {
    diagnose,
    summarize: (question: Parameters<typeof summarizeHub>[0]) => summarizeHub(question, deps),
    runQuery: (question: Parameters<typeof runPeopleQuery>[0]) => runPeopleQuery(question, ports),
    check: (question: Parameters<typeof checkDevice>[0]) =>
      checkDevice(question, { ...ports, diagnose, context }),
    context,
    clock: ports.clock,
  };
}

/** With the logs asked as for somebody who waits. */
export function forPeople(ports: InvestigationPorts, onQueued?: OnQueued): InvestigationPorts {
  const turn = { priority: 'person' as const, ...(onQueued && { onQueued }) };
  return { ...ports, logs: prioritizeLogs(ports.logs, turn) };
}
