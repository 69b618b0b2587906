import type { ExportedRecord } from '../../src/playground/azure/exported-record';
import { type Client, connectionRecord, type Happening } from './connection-record';
import { type Random, seededRandom } from './random';
import { everySdk, type Sdk, sdkHabits } from './sdk-clients';
import { minutes, seconds, type When, when } from './story-time';

export interface Renewals {
  /** The usual period of the client's SDK where absent. */
  everyMinutes?: number;
  /** The connect before the first renewal; some time before the window where absent. */
  from?: When;
  to?: When;
  /** Each renewal comes up to so much earlier or later. */
  jitterSeconds?: number;
  /** Renewals (first is 0) of which no row arrived. */
  missed?: number[];
  /** Renewals of which only the loss arrived, without the row of the expired token. */
  without401003?: number[];
  gapSeconds?: number;
}

interface Loss {
  at: When;
  code?: string;
  /** Away for ever where absent. */
  backAfterSeconds?: number;
}

interface Refusals {
  code: string;
  message?: string;
  from: When;
  to: When;
  everySeconds: number;
}

/** Writes what a hub would log while devices live. */
export interface LogWriter {
  records: ExportedRecord[];
  random: Random;
  device(id: string, given?: Partial<Client> & { site?: number }): Client;
  connects(client: Client, at: When): void;
  renews(client: Client, renewals?: Renewals): void;
  drops(client: Client, loss: Loss): void;
  closes(client: Client, loss: Pick<Loss, 'at' | 'backAfterSeconds'>): void;
  isRefused(client: Client, refusals: Refusals): void;
  /** Clients of one identity push each other out. */
  fight(
    client: Client,
    fight: { from: When; to: When; everySeconds: number; addresses: string[]; code: string },
  ): void;
  /** Each device is noticed when its own keep-alive runs out. */
  siteGoesDark(clients: Client[], dark: { at: When; backAfterSeconds?: number }): void;
  /** Connected before the story and never gone, with a connect row somewhere in its first hours. */
  crowd(count: number, crowd?: Crowd): Client[];
  note(client: Client, happening: Omit<Happening, 'at'> & { at: When }): void;
}

interface Crowd {
  prefix?: string;
  hub?: string;
  /** So many addresses, each with its share; or this one site. */
  sites?: number;
  site?: number;
  sdk?: Sdk;
  /** Connected before the window, so that the logs show nothing of it. */
  silent?: boolean;
}

const storyBegin = 'yesterday 18:00';
const storyEnd = '18:00';

export function openLog(seed: number, hub = 'contoso-hub'): LogWriter {
  const records: ExportedRecord[] = [];
  const random = seededRandom(seed);
  const note: LogWriter['note'] = (client, happening) => {
    records.push(connectionRecord(client, { ...happening, at: when(happening.at) }));
  };
  const log: LogWriter = {
    records,
    random,
    note,
    device: (id, given = {}) => describeClient(id, hub, given),
    connects: (client, at) => note(client, { at, operation: 'Connect' }),
    renews: (client, renewals = {}) => writeRenewals(client, renewals, { note, random }),
    drops: (client, { at, code = '404104', backAfterSeconds }) => {
      note(client, { at, operation: 'Disconnect', code });
      if (backAfterSeconds !== undefined) {
        note(client, { at: when(at) + seconds(backAfterSeconds), operation: 'Connect' });
      }
    },
    closes: (client, { at, backAfterSeconds }) => {
      note(client, { at, operation: 'Disconnect' });
      if (backAfterSeconds !== undefined) {
        note(client, { at: when(at) + seconds(backAfterSeconds), operation: 'Connect' });
      }
    },
    isRefused: (client, { from, to, everySeconds, code, message }) => {
      for (let at = when(from); at < when(to); at += seconds(everySeconds)) {
        note(client, { at, operation: 'Connect', code, ...(message && { message }) });
      }
    },
    fight: (client, { from, to, everySeconds, addresses, code }) => {
      let turn = 0;
      for (let at = when(from); at < when(to); at += seconds(everySeconds), turn += 1) {
        const holder = addresses[turn % addresses.length] ?? client.address;
        const taker = addresses[(turn + 1) % addresses.length] ?? client.address;
        note(client, { at, operation: 'Disconnect', code, address: holder });
        note(client, { at, operation: 'Connect', address: taker });
      }
    },
    siteGoesDark: (clients, { at, backAfterSeconds }) => {
      for (const client of clients) {
        const { silenceSeconds } = sdkHabits[client.sdk];
        const share = silenceSeconds / 3;
        const noticed = when(at) + seconds(silenceSeconds - random.between(0, share));
        note(client, { at: noticed, operation: 'Disconnect', code: '404104' });
        if (backAfterSeconds === undefined) continue;
        const back = when(at) + seconds(backAfterSeconds + random.between(0, 60));
        note(client, { at: back, operation: 'Connect' });
      }
    },
    crowd: (count, crowd = {}) => addCrowd(count, crowd, log),
  };
  return log;
}

function describeClient(
  id: string,
  hub: string,
  { site = 7, ...given }: Partial<Client> & { site?: number },
): Client {
  const sdk = given.sdk ?? 'node';
  return {
    id,
    hub,
    sdk,
    sdkVersion: sdkHabits[sdk].sdkVersion,
    protocol: 'Mqtt',
    address: siteAddress(site),
    ...given,
  };
}

export function siteAddress(site: number): string {
  return `81.24.${site}.XXX`;
}

function addCrowd(count: number, crowd: Crowd, log: LogWriter): Client[] {
  const { prefix = 'sensor', sites = 12, site, sdk, hub } = crowd;
  return Array.from({ length: count }, (_, at) => {
    const client = log.device(`${prefix}-${String(at + 1).padStart(4, '0')}`, {
      sdk: sdk ?? everySdk[at % everySdk.length] ?? 'node',
      site: site ?? 20 + (at % sites),
      ...(hub && { hub }),
    });
    if (!crowd.silent) {
      log.connects(client, when(storyBegin) + seconds(log.random.between(60, 6 * 3600)));
    }
    return client;
  });
}

function writeRenewals(
  client: Client,
  renewals: Renewals,
  { note, random }: Pick<LogWriter, 'note' | 'random'>,
): void {
  const habit = sdkHabits[client.sdk];
  const { everyMinutes = habit.renewsEvery, jitterSeconds = 0, missed = [] } = renewals;
  const { without401003 = [], gapSeconds = 2 } = renewals;
  const to = when(renewals.to ?? storyEnd);
  const period = minutes(everyMinutes);
  const from = when(renewals.from ?? when(storyBegin) - (period * 2) / 3);
  for (let at = from + period, turn = 0; at + seconds(gapSeconds) < to; at += period, turn += 1) {
    if (missed.includes(turn)) continue;
    const moment = at + seconds(random.between(-jitterSeconds, jitterSeconds));
    if (habit.renewal === 'hub-cuts') {
      if (!without401003.includes(turn)) {
        note(client, { at: moment - 1000, operation: 'Disconnect', code: '401003' });
      }
      note(client, { at: moment, operation: 'Disconnect', code: '404104' });
    } else {
      note(client, { at: moment, operation: 'Disconnect' });
    }
    note(client, { at: moment + seconds(gapSeconds), operation: 'Connect' });
  }
}
