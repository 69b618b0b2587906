import type { ExportedRecord } from '../azure/exported-record';
import type { SampleDevice } from './fleet';
import { closeRecord, connectRecord, type DropCode, dropRecord, refusalRecord } from './records';

/** A connection that breaks and comes back, unless it never does. */
export interface Loss {
  at: Date;
  awaySeconds: number | undefined;
  /** What the hub says to the first try to come back, when it refuses that. */
  refusedWith?: DropCode;
}

export interface Life {
  device: SampleDevice;
  from: Date;
  to: Date;
  losses: Loss[];
  random: () => number;
}

/** Everything the hub writes about one device: its token renewals and its losses, in order. */
export function liveThrough(life: Life): ExportedRecord[] {
  const records: ExportedRecord[] = [];
  const losses = [...life.losses].sort((one, other) => one.at.getTime() - other.at.getTime());
  let connectedAt: number | undefined = life.from.getTime() - life.random() * periodMs(life);
  for (const loss of losses) {
    connectedAt = renewUntil(loss.at.getTime(), connectedAt, life, records);
    records.push(dropRecord(life.device, loss.at, '404104'));
    if (loss.refusedWith) {
      records.push(
        refusalRecord(life.device, new Date(loss.at.getTime() + 8000), loss.refusedWith),
      );
    }
    if (loss.awaySeconds === undefined) return records;
    connectedAt = loss.at.getTime() + loss.awaySeconds * 1000;
    records.push(connectRecord(life.device, new Date(connectedAt)));
  }
  renewUntil(life.to.getTime(), connectedAt, life, records);
  return records;
}

/** AMQP renews its token inside the connection, where no log sees it. */
function renewUntil(end: number, since: number, life: Life, records: ExportedRecord[]): number {
  if (!life.device.protocol.startsWith('Mqtt')) return since;
  let connectedAt = since;
  for (;;) {
    const renewsAt = connectedAt + periodMs(life);
    if (renewsAt >= end - quietMs) return connectedAt;
    connectedAt = renew(renewsAt, life, records);
  }
}

/** Two patterns: the hub cuts an expired token, or the SDK closes and comes back before that. */
function renew(at: number, { device, from, random }: Life, records: ExportedRecord[]): number {
  const backAt = at + 1000 + Math.floor(random() * 3) * 1000;
  if (at < from.getTime()) return backAt;
  if (device.sdk.renewal === 'cut') {
    records.push(dropRecord(device, new Date(at), '401003'));
    records.push(dropRecord(device, new Date(at + Math.floor(random() * 2) * 1000), '404104'));
  } else {
    records.push(closeRecord(device, new Date(at)));
  }
  records.push(connectRecord(device, new Date(backAt)));
  return backAt;
}

/** Clocks and schedulers make a rhythm of about one per cent, never an exact one. */
function periodMs({ device, random }: Life): number {
  return device.sdk.renewalMinutes * 60_000 * (0.992 + random() * 0.016);
}

/** No renewal just before a loss: the two would read as one event. */
const quietMs = 30_000;
