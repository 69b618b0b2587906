import type { LoadReport } from './load-report';

/** What crosses into the worker: no functions, so the clock is either real or one moment. */
export interface WorkerOptions {
  port: number;
  /** ISO 8601; absent for the real clock. */
  fixedNow?: string;
  dataDir?: string;
  ingestionDelaySeconds: number;
  enforceLimits?: boolean;
  logLevel: string;
}

export type WorkerMessage =
  | { kind: 'ready'; origin: string; report: LoadReport }
  | { kind: 'failed'; code: string; message: string };
