import { type LogWriter, openLog } from './log-writer';
import type { World } from './scenario';

/** A story with no devices but those it names. */
export function told(
  seed: number,
  tell: (log: LogWriter) => void,
  more: Partial<World> = {},
): () => World {
  return () => {
    const log = openLog(seed);
    tell(log);
    return { records: log.records, ...more };
  };
}

/** A story among twenty devices that stay connected. */
export function among(
  seed: number,
  tell: (log: LogWriter) => void,
  more: Partial<World> = {},
): () => World {
  return told(
    seed,
    (log) => {
      log.crowd(20);
      tell(log);
    },
    more,
  );
}
