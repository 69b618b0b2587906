import { parentPort, workerData } from 'node:worker_threads';
import { loadParser } from '../../kql';
import { isAppError } from '../../shared/app-error';
import { createLogger } from '../../shared/logger';
import { createLocalAzure } from './local-azure';
import type { WorkerMessage, WorkerOptions } from './worker-messages';

/** Runs in a thread of its own; everything it says goes through `parentPort`. */
async function start(options: WorkerOptions): Promise<void> {
  const { fixedNow } = options;
  const azure = await createLocalAzure({
    now: () => (fixedNow ? new Date(fixedNow) : new Date()),
    dataDir: options.dataDir,
    ingestionDelaySeconds: options.ingestionDelaySeconds,
    enforceLimits: options.enforceLimits,
    log: createLogger(options.logLevel),
  });
  const { origin } = await azure.listen(options.port);
  parentPort?.once('message', () => {
    void azure.close().then(() => parentPort?.close());
  });
  say({ kind: 'ready', origin, report: azure.report });
  // The parser takes about a second to wake up; nobody has asked yet.
  loadParser();
}

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

start(workerData as WorkerOptions).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  say({ kind: 'failed', code: isAppError(error) ? error.code : 'local_azure_failed', message });
  parentPort?.close();
});
