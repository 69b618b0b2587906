import type { ExportedRecord } from '../../src/playground/azure/exported-record';
import type { Client } from './connection-record';
import { type LogWriter, openLog } from './log-writer';
import { everySdk } from './sdk-clients';
import { seconds, when } from './story-time';

/** Lives of one device; what happens once happens near 09:14. */
const lives = {
  renews: (log, pump) => log.renews(pump, { jitterSeconds: 20 }),
  'is lost': (log, pump, at) => log.drops(pump, { at }),
  'is lost and back': (log, pump, at) => {
    log.drops(pump, { at, backAfterSeconds: log.random.between(90, 3000) });
  },
  'renews and is lost': (log, pump, at) => {
    log.renews(pump, { to: at - seconds(400) });
    log.drops(pump, { at });
  },
  'is closed': (log, pump, at) => log.closes(pump, { at }),
  'is refused': (log, pump, at) => {
    log.isRefused(pump, { from: at, to: '12:00', everySeconds: 300, code: '401003' });
  },
  'is fought over': (log, pump, at) => {
    log.fight(pump, {
      ...{ from: at, to: at + seconds(600), everySeconds: 12, code: '400027' },
      addresses: ['81.24.7.XXX', '81.24.8.XXX'],
    });
  },
  'is throttled': (log, pump, at) => {
    log.drops(pump, { at, code: '429001', backAfterSeconds: 60 });
  },
  'is upgraded': (log, pump, at) => log.drops(pump, { at, code: '400029', backAfterSeconds: 5 }),
  stays: (log, pump) => log.connects(pump, '05:00'),
} satisfies Record<string, (log: LogWriter, pump: Client, at: number) => void>;

type LifeKind = keyof typeof lives;

export const lifeKinds = Object.keys(lives) as [LifeKind, ...LifeKind[]];

/** The life of `pump-7` at site 7, with five others that stay elsewhere. */
export function tellLife(kind: LifeKind, seed: number): ExportedRecord[] {
  const log = openLog(seed);
  log.crowd(5);
  const pump = log.device('pump-7', { sdk: log.random.pick(everySdk), site: 7 });
  lives[kind](log, pump, when('09:14') + seconds(log.random.between(-30, 30)));
  return log.records;
}
