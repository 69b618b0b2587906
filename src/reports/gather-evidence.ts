import type { Diagnosis, HubSummary, QueryRun } from '../diagnosis/diagnosis';
import { describeLogReach } from './describe-log-reach';
import { portalLink } from './portal-link';
import type { Evidence, QueryEvidence, Verdict } from './report';
import type { ReportContext } from './report-context';
import { sayFactors } from './shared-factors';
import { tellSources } from './told-checks';
import { asSentence, capitalize, isoSeconds } from './words';

/** Everything that lets a reader check an answer: statements, queries, what lost, how far logs reach. */
export function gatherEvidence(answer: Diagnosis | HubSummary, context: ReportContext): Evidence {
  return {
    seen: answer.seen,
    inferred: answer.inferred,
    unknowable: answer.unknowable,
    alternatives: answer.alternatives.map(({ cause, why }) => ({ cause: sayCause(cause), why })),
    shared: sayFactors(answer.crowd, answer.window),
    checks: tellSources(answer.checks),
    queries: answer.queries.map((run) => queryEvidence(run, answer.hubResourceId, context)),
    logs: describeLogReach(answer.logs, context.now),
  };
}

/** The verdict as every card shows it. */
export function readVerdict(answer: Diagnosis | HubSummary): Verdict {
  return {
    cause: answer.cause,
    text: answer.why,
    confidence: answer.confidence,
    confidenceReason: answer.confidenceReason,
    ...sayCaveat(answer),
  };
}

/** A query that was run, as a card shows it. */
export function queryEvidence(
  run: QueryRun,
  hubResourceId: string | undefined,
  context: ReportContext,
): QueryEvidence {
  return {
    name: run.name,
    question: run.question,
    kql: run.kql,
    rows: run.rows,
    window: { from: isoSeconds(run.window.from), to: isoSeconds(run.window.to) },
    durationMs: Math.round(run.durationMs),
    partial: run.partial,
    portalUrl: portalLink(run.kql, run.window, hubResourceId, context.portal),
  };
}

function sayCaveat({ logs }: Diagnosis | HubSummary): { caveat?: string } {
  if (logs.partialReason === undefined) return {};
  const happened = `Part of the rows: ${asSentence(logs.partialReason)}`;
  return { caveat: `${happened} ${partMeans}` };
}

const partMeans =
  'Counts are lower bounds, what was not found may be among the rows that are missing, and who is away here may be back. The first step below is how to get the rest.';

function sayCause(cause: string): string {
  return capitalize(cause.replaceAll('-', ' '));
}
