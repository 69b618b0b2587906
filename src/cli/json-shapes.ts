import type { Crowd } from '../diagnosis/crowd/crowd';
import type { Diagnosis, HubSummary, LogReach, QueryRun } from '../diagnosis/diagnosis';

/** What `why --json` prints. Field names are a contract; times are UTC ISO 8601. */
export function whyJson(diagnosis: Diagnosis) {
  return {
    device: diagnosis.device,
    hub: diagnosis.hub,
    window: diagnosis.window,
    cause: diagnosis.cause,
    benign: diagnosis.benign,
    confidence: diagnosis.confidence,
    disconnects: diagnosis.disconnects,
    firstAt: diagnosis.firstAt ?? null,
    lastAt: diagnosis.lastAt ?? null,
    codes: diagnosis.codes,
    sdk: diagnosis.sdk ?? null,
    seen: diagnosis.seen,
    inferred: diagnosis.inferred,
    unknowable: diagnosis.unknowable,
    steps: diagnosis.steps,
    alternatives: diagnosis.alternatives,
    queries: diagnosis.queries.map(queryJson),
    logs: logsJson(diagnosis.logs),
    crowd: diagnosis.crowd === undefined ? null : crowdJson(diagnosis.crowd),
    checks: diagnosis.checks ?? [],
  };
}

/** What `summary --json` prints. `benignHidden` is null where nobody looked, which is not "none". */
export function summaryJson(summary: HubSummary) {
  return {
    hub: summary.hub,
    window: summary.window,
    disconnects: summary.disconnects,
    devices: summary.devices,
    byCode: summary.byCode,
    byCause: summary.byCause ?? [],
    commonFactors: summary.crowd?.commonFactors ?? [],
    oddOnes: summary.crowd?.oddOnes ?? [],
    benignHidden: summary.benignHidden ?? null,
    logs: logsJson(summary.logs),
  };
}

/** A key that is sometimes absent is a trap for scripts. */
function crowdJson(crowd: Crowd) {
  return { ...crowd, site: crowd.site ?? null };
}

function queryJson(query: QueryRun) {
  return { name: query.name, kql: query.kql, rows: query.rows, window: query.window };
}

function logsJson(logs: LogReach) {
  return {
    newestAt: logs.newestAt ?? null,
    lagP50Seconds: logs.lagP50Seconds ?? null,
    lagP95Seconds: logs.lagP95Seconds ?? null,
    partial: logs.partial,
  };
}
