import type { ExportedRecord } from '../../src/playground/azure/exported-record';
import { openLog } from './log-writer';
import type { Question, World } from './scenario';
import { everySdk } from './sdk-clients';
import { seconds, when } from './story-time';

/**
 * A hub whose devices renew all day, and one site of three hundred that goes dark. The rows are
 * written while they are read: nobody holds a million of them twice.
 */
export function bigHub(atLeastRows: number): { world: World; ask: Question; rows(): number } {
  let written = 0;
  function* records(): Generator<ExportedRecord> {
    for (const record of darkSite()) {
      written += 1;
      yield record;
    }
    for (let device = 0; written < atLeastRows; device += 1) {
      for (const record of renewing(device)) {
        written += 1;
        yield record;
      }
    }
  }
  // A source of records is only ever iterated.
  const world = { records: records() as Iterable<ExportedRecord> as ExportedRecord[] };
  return { world, ask: { device: 'press-0150' }, rows: () => written };
}

function darkSite(): ExportedRecord[] {
  const log = openLog(1);
  log.siteGoesDark(log.crowd(300, { prefix: 'press', site: 7 }), { at: '09:10' });
  return log.records;
}

function renewing(device: number): ExportedRecord[] {
  const log = openLog(device + 2);
  const client = log.device(`sensor-${device}`, {
    sdk: everySdk[device % everySdk.length] ?? 'node',
    site: 20 + (device % 100),
  });
  const from = when('yesterday 18:00') + seconds(log.random.between(0, 3600));
  log.renews(client, { from, jitterSeconds: 30 });
  return log.records;
}
