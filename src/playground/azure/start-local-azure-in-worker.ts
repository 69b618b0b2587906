import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/app-error';
import type { Logger } from '../../shared/logger';
import type { LoadReport } from './load-report';
import type { WorkerMessage, WorkerOptions } from './worker-messages';

export interface LocalAzureInWorkerOptions {
  /** Port 0 takes a free one. */
  port: number;
  /** A clock that stands still; the real one when absent. */
  fixedNow?: Date;
  dataDir?: string;
  ingestionDelaySeconds: number;
  /** False only where speed is measured; true when absent. */
  enforceLimits?: boolean;
  log: Logger;
}

export interface RunningLocalAzure {
  origin: string;
  report: LoadReport;
  close(): Promise<void>;
}

/**
 * Starts local Azure in a thread of its own, so that a heavy query never holds up the bot. Throws
 * AppError `local_worker_missing` where only the sources are there, `local_data_missing`, or
 * `local_azure_failed` when it could not start, for example because the port is taken.
 */
export async function startLocalAzureInWorker(
  options: LocalAzureInWorkerOptions,
  workerFile = join(__dirname, 'local-azure-worker.js'),
): Promise<RunningLocalAzure> {
  if (!existsSync(workerFile)) {
    throw new AppError(
      'local_worker_missing',
      `${workerFile} is not built. Run "npm run build" first, or use createLocalAzure.`,
    );
  }
  const worker = new Worker(workerFile, { workerData: dataFor(options) });
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
  });
  const { origin, report } = await firstWord(worker);
  worker.on('error', (error) => options.log.error({ err: error }, 'local azure stopped'));
  return { origin, report, close: () => stop(worker, ended) };
}

function dataFor(options: LocalAzureInWorkerOptions): WorkerOptions {
  return {
    port: options.port,
    fixedNow: options.fixedNow?.toISOString(),
    dataDir: options.dataDir,
    ingestionDelaySeconds: options.ingestionDelaySeconds,
    enforceLimits: options.enforceLimits,
    logLevel: options.log.level,
  };
}

function firstWord(worker: Worker): Promise<{ origin: string; report: LoadReport }> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: WorkerMessage) => {
      worker.off('error', reject);
      if (message.kind === 'ready') resolve(message);
      else reject(new AppError(message.code, message.message));
    });
  });
}

/** A thread that already died takes no message, but has ended all the same. */
function stop(worker: Worker, ended: Promise<void>): Promise<void> {
  worker.postMessage('close');
  return ended;
}
