import pino from 'pino';
import type { Logger } from '../../src/shared/logger';

/** A real logger whose lines can be read. */
export function recordedLog(): { log: Logger; lines(): string[] } {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  return { log, lines: () => lines };
}
