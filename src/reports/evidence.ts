import type { ToldCheck } from './told-checks';

export interface QueryEvidence {
  name: string;
  question: string;
  kql: string;
  rows: number;
  window: { from: string; to: string };
  durationMs: number;
  partial: boolean;
  /** Opens the same query over the same window in the portal; absent without a workspace there. */
  portalUrl?: string;
}

export interface LogReach {
  newestAt?: string;
  lagP50Seconds?: number;
  lagP95Seconds?: number;
  partial: boolean;
  /** In words: "newest row 03:12 UTC; rows usually arrive within 4 min". Never "complete". */
  text: string;
}

export interface Evidence {
  seen: string[];
  inferred: string[];
  unknowable: string[];
  alternatives: { cause: string; why: string }[];
  /** What those that dropped, or had trouble, have in common: a sentence each. */
  shared?: string[];
  /** What was asked beside the logs. */
  checks?: ToldCheck[];
  queries: QueryEvidence[];
  /** Why the rows cannot be had as a file, and what would bring it. */
  withoutFile?: string;
  logs?: LogReach;
}

/** A small table; `more` counts the lines that are left out. */
export interface ReportTable {
  heads: { text: string }[];
  lines: { cells: { text: string }[] }[];
  more: number;
}

/** The sender's own words at length: nothing of it was verified, and its query is never run. */
export interface AlertOriginal {
  paragraphs: string[];
  kql?: string;
  table?: ReportTable;
}
