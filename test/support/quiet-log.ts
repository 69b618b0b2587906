import { createLogger, type Logger } from '../../src/shared/logger';

/** A logger that says nothing. */
export function quietLog(): Logger {
  return createLogger('silent');
}
