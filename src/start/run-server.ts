import type { Settings } from '../settings';
import { isAppError } from '../shared/app-error';
import { createLogger, type Logger } from '../shared/logger';
import { type Serving, serve } from './serve';

/**
 * Serves until the process is told to stop. Failures to start are said in a few words on standard
 * error, and the process ends with 1.
 */
export async function runServer(load: () => Settings): Promise<void> {
  try {
    const settings = load();
    const log = createLogger(settings.logLevel);
    const serving = await serve(settings, log);
    process.stdout.write(greet(serving));
    stopOnSignal(serving, log);
  } catch (error) {
    const text = isAppError(error) ? error.message : String((error as Error).stack ?? error);
    process.stderr.write(`Reconnect could not start. ${text}\n`);
    process.exitCode = 1;
  }
}

function greet({ origin, localGreeting }: Serving): string {
  if (localGreeting === undefined) return `Reconnect listens at ${origin}\n`;
  return `Open ${origin}/\n${localGreeting}\n`;
}

function stopOnSignal(serving: Serving, log: Logger): void {
  const stop = async (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    await serving.stop();
    process.exit(0);
  };
  process.once('SIGTERM', (signal) => void stop(signal));
  process.once('SIGINT', (signal) => void stop(signal));
}
