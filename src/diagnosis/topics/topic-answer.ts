import type { HubLimits } from '../../knowledge/limits-for';
import type { LogSource } from '../../ports/log-source';
import type { AdvisedStep, HubSummary, QueryRun, TopicFindings } from '../diagnosis';
import type { HubQuestion } from '../hub/summarize-hub';

/** What a topic's own queries add to the summary of a hub. */
export interface TopicAnswer {
  /** Takes the place of the summary's verdict; absent when the rows say nothing. */
  verdict?: Pick<HubSummary, 'cause' | 'benign' | 'confidence' | 'confidenceReason' | 'why'>;
  findings?: TopicFindings;
  seen: string[];
  inferred: string[];
  unknowable: string[];
  /** Before those of the summary. */
  steps: AdvisedStep[];
  runs: QueryRun[];
}

/** `limits` are what the hub takes, where its tier is known. */
export interface TopicDeps {
  logs: LogSource;
  limits?: Promise<HubLimits | undefined>;
}

export type AskTopic = (question: HubQuestion, deps: TopicDeps) => Promise<TopicAnswer>;

const mostRows = 50;

/** A table of two columns, cut to a length; undefined when it would be empty. */
export function toFindings(
  found: Pick<TopicFindings, 'topic' | 'short' | 'columns'>,
  rows: string[][],
): TopicFindings | undefined {
  if (rows.length === 0) return undefined;
  const shown = rows.slice(0, mostRows);
  return { ...found, rows: shown, more: rows.length - shown.length };
}

/** Documented queries read every hub of the workspace: only the asked one's rows are kept. */
export function ofHub<Row extends { _ResourceId: string }>(
  rows: Row[],
  hubName: string | undefined,
): Row[] {
  if (hubName === undefined) return rows;
  const end = `/${hubName.toLowerCase()}`;
  return rows.filter(({ _ResourceId }) => _ResourceId.toLowerCase().endsWith(end));
}
