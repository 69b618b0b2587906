import type { ExportedRecord } from '../../../src/playground/azure/exported-record';
import { type LogWriter, openLog } from '../log-writer';
import type { Scenario, World } from '../scenario';
import { minutes, seconds, when } from '../story-time';

const id = 'pump-7';

/** Rows as they are written, and as they are changed on their way. */
function written(
  seed: number,
  tell: (log: LogWriter) => void,
  change: (row: ExportedRecord, at: number) => ExportedRecord = (row) => row,
) {
  return (): World => {
    const log = openLog(seed);
    log.crowd(20);
    tell(log);
    return { records: log.records.map(change) };
  };
}

const renewal = { cause: 'token-renewal' } as const;

/** Renewals whose rows are not as tidy as the documents show them. */
export const oddRenewals: Scenario[] = [
  {
    name: 'the two errors in the other order',
    story: 'Logs are not ordered: 404104 carries the earlier second, 401003 the later.',
    world: written(701, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      for (let at = when('yesterday 18:23'); at < when('17:50'); at += minutes(70)) {
        log.note(pump, { at, operation: 'Disconnect', code: '404104' });
        log.note(pump, { at: at + seconds(1), operation: 'Disconnect', code: '401003' });
        log.connects(pump, at + seconds(3));
      }
    }),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'properties as an object',
    story: 'The older form: properties are no text.',
    world: written(
      702,
      (log) => log.renews(log.device(id)),
      (row) => ({ ...row, properties: JSON.parse(String(row.properties)) }),
    ),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'the hub in both cases',
    story: 'Half of the rows write the ARM id in lower case: it is still one hub.',
    world: written(
      703,
      (log) => log.renews(log.device(id, { sdk: 'java' })),
      (row, at) => (at % 2 === 0 ? row : { ...row, resourceId: row.resourceId.toLowerCase() }),
    ),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'times with seven decimals',
    story: 'Some exports write ticks: 18:00:00.1234567Z.',
    world: written(
      704,
      (log) => log.renews(log.device(id, { sdk: 'dotnet' })),
      (row) => ({ ...row, time: row.time.replace('Z', '.1234567Z') }),
    ),
    ask: { device: id },
    expected: renewal,
  },
  {
    name: 'a whole week',
    story: 'Seven days of .NET renewals.',
    world: written(705, (log) => {
      log.renews(log.device(id, { sdk: 'dotnet' }), { from: '7 days ago 18:00' });
    }),
    ask: { device: id, from: '7 days ago 18:00' },
    expected: renewal,
  },
  {
    name: 'three thousand devices, three hundred in one minute',
    story: 'Three hundred Node devices of all sites renew together in a large hub.',
    world: () => {
      const log = openLog(706);
      log.crowd(2700, { prefix: 'quiet', sites: 40 });
      for (const client of log.crowd(300, { sdk: 'node', sites: 40, silent: true })) {
        log.renews(client, { from: '11:00', jitterSeconds: 20 });
      }
      return { records: log.records };
    },
    ask: { device: 'sensor-0150', from: '10:00' },
    expected: renewal,
  },
  {
    name: 'a token of a day',
    story: 'A Python device with a token of 24 hours, in a window of a week.',
    world: written(707, (log) => {
      const pump = log.device(id, { sdk: 'python' });
      log.renews(pump, { from: '7 days ago 18:30', everyMinutes: 1438 });
    }),
    ask: { device: id, from: '7 days ago 18:00' },
    expected: {
      cause: ['token-renewal', 'graceful-close', 'undetermined'],
      never: ['connection-lost', 'hub-fault', 'site-outage'],
    },
  },
];

const lost = { cause: 'connection-lost', never: ['token-renewal'] } as const;

/** Losses that look like something else. */
export const oddLosses: Scenario[] = [
  {
    name: 'one renewal took twenty-five minutes',
    story: 'A .NET device renews all day; once it could not come back for 25 minutes.',
    world: written(721, (log) => {
      const pump = log.device(id, { sdk: 'dotnet' });
      log.renews(pump, { to: '09:30' });
      log.note(pump, { at: '09:33:00', operation: 'Disconnect', code: '401003' });
      log.drops(pump, { at: '09:33:01', backAfterSeconds: 1500 });
      log.renews(pump, { from: '09:58:01' });
    }),
    ask: { device: id },
    expected: { cause: ['connection-lost', 'undetermined'], never: ['token-renewal'] },
  },
  {
    name: 'ten losses, each with a link conflict',
    story: 'Each time the device is back before the hub closed the old link: 404104 and 409002.',
    world: written(722, (log) => {
      const pump = log.device(id, { sdk: 'c', protocol: 'Amqp' });
      let at = when('yesterday 19:07');
      for (let loss = 0; loss < 10; loss += 1) {
        log.drops(pump, { at });
        log.note(pump, { at: at + seconds(2), operation: 'Disconnect', code: '409002' });
        log.connects(pump, at + seconds(3));
        at += minutes(log.random.between(25, 190));
      }
    }),
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['token-renewal', 'duplicate-identity'] },
  },
  {
    name: 'another hub fails in the same minute',
    story:
      'Three hundred devices of fabrikam-hub are lost at ten past nine; this one is on contoso-hub.',
    world: () => {
      const log = openLog(723);
      log.crowd(40);
      for (const client of log.crowd(300, { prefix: 'far', hub: 'fabrikam-hub' })) {
        log.drops(client, { at: '09:10:20', code: '500001', backAfterSeconds: 200 });
      }
      const pump = log.device(id);
      log.connects(pump, 'yesterday 19:00');
      log.drops(pump, { at: '09:10:30' });
      return { records: log.records };
    },
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['hub-fault', 'site-outage', 'token-renewal'] },
  },
  {
    name: 'lost while a hundred others renew',
    story:
      'A hundred .NET devices renew in this minute; this one is lost, without 401003, for an hour.',
    world: () => {
      const log = openLog(724);
      log.crowd(100, { prefix: 'quiet' });
      for (const client of log.crowd(100, { sdk: 'dotnet', silent: true })) {
        log.renews(client, { from: '00:00', jitterSeconds: 15 });
      }
      const pump = log.device(id, { sdk: 'dotnet', site: 25 });
      log.connects(pump, '05:00');
      log.drops(pump, { at: '09:20', backAfterSeconds: 3600 });
      return { records: log.records };
    },
    ask: { device: id },
    expected: { cause: 'connection-lost', never: ['token-renewal', 'hub-fault', 'site-outage'] },
  },
  {
    name: 'everybody is lost now and then',
    story:
      'A bad radio network: 300 devices at 30 sites are lost twenty times a day each, at random.',
    world: () => {
      const log = openLog(725);
      for (const client of log.crowd(300, { sites: 30, silent: true })) {
        for (let loss = 0; loss < 20; loss += 1) {
          const at =
            when('yesterday 18:01') + minutes(log.random.between(loss * 71, loss * 71 + 60));
          log.drops(client, { at, backAfterSeconds: log.random.between(20, 300) });
        }
      }
      return { records: log.records };
    },
    ask: { device: 'sensor-0111' },
    expected: {
      cause: ['connection-lost', 'undetermined'],
      never: ['hub-fault', 'site-outage', 'token-renewal'],
    },
  },
  {
    name: 'the code is missing, the name is there',
    story: 'DeviceConnectionClosedRemotely without its number.',
    world: written(
      726,
      (log) => log.drops(log.device(id), { at: '09:14' }),
      (row) => ({ ...row, resultType: undefined }),
    ),
    ask: { device: id },
    expected: { cause: ['connection-lost', 'undetermined'], never: ['graceful-close'] },
  },
  {
    name: 'lost before the quota of the others was spent',
    story: 'Lost at nine and back; at noon the quota is spent, which meets other devices.',
    world: written(727, (log) => {
      log.drops(log.device(id), { at: '09:00', backAfterSeconds: 1800 });
      for (const client of log.crowd(10, { prefix: 'late' })) {
        log.drops(client, { at: '12:00', code: '403002' });
      }
    }),
    ask: { device: id },
    expected: { ...lost, never: ['quota-exceeded', 'token-renewal'] },
  },
];

export const oddQuiet: Scenario[] = [
  {
    name: 'its name in a message of another device',
    story: 'A refusal of pump-8 quotes pump-7; pump-7 itself has no rows.',
    world: written(741, (log) => {
      log.isRefused(log.device('pump-8'), {
        ...{ from: '09:00', to: '10:00', everySeconds: 300, code: '401003' },
        message: `see {"deviceId":"${id}"} of "${id}"`,
      });
    }),
    ask: { device: id },
    expected: { cause: 'no-evidence', never: ['credential-rejected', 'token-renewal'] },
  },
];
