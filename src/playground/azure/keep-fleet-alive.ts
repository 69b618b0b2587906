import { createFleet, type SampleDevice, troubledDevice } from '../samples/fleet';
import { createRandom } from '../samples/random';
import {
  closeRecord,
  connectRecord,
  type DropCode,
  dropRecord,
  refusalRecord,
} from '../samples/records';
import { storied } from '../samples/stories';
import type { ExportedRecord } from './exported-record';
import { readConnection } from './read-connection';
import type { Workspace } from './workspace';

/**
 * Lets the bundled fleet live on after the sample day: with every query the rows of the time since
 * the last one are added, as if they had been written all along. The same start gives the same
 * life, however often somebody asks. A device that lost its connection in rows that others added
 * stays away until rows say that it is back.
 */
export function keepFleetAlive(
  workspace: Workspace,
  deps: { startedAt: Date; ingestionDelayMs: number },
): Workspace {
  const lives = new Map(createFleet().map((device) => [device.deviceId, beginLife(device, deps)]));
  const arrivedAt = ({ time }: ExportedRecord) =>
    new Date(Date.parse(time) + deps.ingestionDelayMs);
  const catchUp = (now: Date) => {
    const records: ExportedRecord[] = [];
    for (const life of lives.values()) liveUntil(now, life, records);
    records.sort((one, other) => Date.parse(one.time) - Date.parse(other.time));
    for (const record of records) workspace.add(record, arrivedAt(record));
  };
  return {
    ...workspace,
    get rows() {
      return workspace.rows;
    },
    add(record, ingestedAt) {
      workspace.add(record, ingestedAt);
      const seen = readConnection(record);
      const life = seen && lives.get(seen.deviceId);
      if (life) takeNotice(life, seen.at, seen.kind);
    },
    catchUp,
    query(text, now, timespan, lacks) {
      catchUp(now);
      return workspace.query(text, now, timespan, lacks);
    },
  };
}

interface Life {
  device: SampleDevice;
  random: () => number;
  /** When the newest row about it was; 0 before any. */
  seenAt: number;
  state: 'connected' | 'away' | 'refused';
  /** When it next closes to renew its token, is refused again, or loses its connection. */
  nextAt: number;
  lossAt: number;
}

function beginLife(device: SampleDevice, { startedAt }: { startedAt: Date }): Life {
  const random = createRandom(seedOf(`${device.deviceId}/${startedAt.getTime()}`));
  const since = startedAt.getTime();
  const life: Life = { device, random, seenAt: 0, state: 'connected', nextAt: 0, lossAt: 0 };
  life.lossAt = since + lossWaitMs(life);
  life.nextAt = since + random() * renewalMs(life);
  return life;
}

/** Rows come in any order; only the newest tells how the device is. */
function takeNotice(life: Life, at: Date, kind: 'connect' | 'disconnect' | 'refused'): void {
  const atMs = at.getTime();
  if (atMs < life.seenAt) return;
  life.seenAt = atMs;
  if (kind === 'connect') {
    if (life.lossAt < atMs) life.lossAt = atMs + lossWaitMs(life);
    comeBack(life, atMs);
    return;
  }
  const isTurnedAway = kind === 'refused' && life.device.deviceId in refusedWith;
  life.state = isTurnedAway ? 'refused' : 'away';
  life.nextAt = atMs + refusalWaitMs(life);
}

function liveUntil(now: Date, life: Life, records: ExportedRecord[]): void {
  const until = now.getTime();
  while (life.state !== 'away') {
    const losesFirst = life.state === 'connected' && life.lossAt < life.nextAt + quietMs;
    if ((losesFirst ? life.lossAt : life.nextAt) > until) return;
    if (life.state === 'refused') beRefused(life, records);
    else if (losesFirst) loseConnection(life, records);
    else renewToken(life, records);
  }
}

/** Over AMQP the token is renewed inside the connection, where no log sees it. */
function renewToken(life: Life, records: ExportedRecord[]): void {
  const { device, nextAt, random } = life;
  const backAt = nextAt + 1000 + Math.floor(random() * 3) * 1000;
  if (device.protocol.startsWith('Mqtt')) {
    if (device.sdk.renewal === 'cut') {
      records.push(dropRecord(device, new Date(nextAt), '401003'));
      records.push(
        dropRecord(device, new Date(nextAt + Math.floor(random() * 2) * 1000), '404104'),
      );
    } else {
      records.push(closeRecord(device, new Date(nextAt)));
    }
    records.push(connectRecord(device, new Date(backAt)));
  }
  comeBack(life, backAt);
}

function loseConnection(life: Life, records: ExportedRecord[]): void {
  const { device, lossAt, random } = life;
  const backAt = lossAt + Math.round(240 + random() * 420) * 1000;
  records.push(dropRecord(device, new Date(lossAt), '404104'));
  records.push(connectRecord(device, new Date(backAt)));
  life.lossAt = backAt + lossWaitMs(life);
  comeBack(life, backAt);
}

function comeBack(life: Life, at: number): void {
  life.state = 'connected';
  life.seenAt = at;
  life.nextAt = at + renewalMs(life);
}

function beRefused(life: Life, records: ExportedRecord[]): void {
  const code = refusedWith[life.device.deviceId] ?? '401003';
  records.push(refusalRecord(life.device, new Date(life.nextAt), code));
  life.seenAt = life.nextAt;
  life.nextAt += refusalWaitMs(life);
}

function renewalMs({ device, random }: Life): number {
  return device.sdk.renewalMinutes * 60_000 * (0.992 + random() * 0.016);
}

function refusalWaitMs({ random }: Life): number {
  return (4 + random() * 3) * 60_000;
}

/** One device has a bad network; the others lose their connection once in sixteen days. */
function lossWaitMs({ device, random }: Life): number {
  if (device.deviceId === troubledDevice) return (110 + random() * 120) * 60_000;
  return -Math.log(1 - random()) * 16 * dayMs;
}

/** FNV-1a, to tell the devices apart. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of Buffer.from(text)) hash = Math.imul(hash ^ sign, 0x01000193);
  return hash >>> 0;
}

/** The two devices of the sample day that the hub turns away, and the code it says to them. */
const refusedWith: Record<string, DropCode> = {
  [storied.disabled]: '403012',
  [storied.expired]: '401003',
};
const dayMs = 86_400_000;
const quietMs = 30_000;
