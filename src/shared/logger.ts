import pino, { type Logger } from 'pino';

export type { Logger };

/** Fields that can hold a secret are blanked wherever they sit; whole payloads are never logged. */
const secretFields = ['authorization', 'key', 'password', 'token', 'secret', 'x-reconnect-key'];

export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: secretFields.flatMap((field) => [`["${field}"]`, `*["${field}"]`]),
  });
}
