import type { Clock } from '../ports/clock';
import type { ConnectionLedger, DeviceRecord, TakenDevice } from '../ports/connection-ledger';
import type { Logger } from '../shared/logger';
import { findTeller, type Tellers } from './find-teller';
import { judgeDevice, type Verdict } from './judge-device';
import type { Patience } from './patience';

/** A device of which somebody is to be told, in our hands until it is settled. */
export interface DeviceNews {
  taken: TakenDevice;
  what: 'gone' | 'flapping' | 'back' | 'deleted';
  /** Since when it is away, or flaps; of 'back' and 'deleted', since when it was away. */
  since: Date;
  /** When it came back, or was deleted. */
  endedAt?: Date;
  /** Why it is believed, in words; empty for an end. */
  patience: string;
  /** The incident that tells of it so far. */
  incident?: string;
}

/** Takes from the ledger who is due, and keeps to itself what turns out to be no news. */
export interface DeviceWatch {
  /** At most so many, the longest due first; they come again unless they are settled within a minute. */
  takeNews(limit: number): Promise<DeviceNews[]>;
  /** `incident`: the one that tells of it from now on; undefined where nobody does. */
  settle(told: { news: DeviceNews; incident: string | undefined }[]): Promise<void>;
}

interface DeviceWatchDeps {
  ledger: ConnectionLedger;
  /** Asked about devices that somebody left unsettled. */
  incidents: Tellers;
  patience: Patience;
  clock: Clock;
  log: Logger;
}

const leaseMs = 60_000;

export function createDeviceWatch(deps: DeviceWatchDeps): DeviceWatch {
  return {
    takeNews: (limit) => takeNews(limit, deps),
    settle: (told) => settle(told, deps),
  };
}

async function takeNews(limit: number, deps: DeviceWatchDeps): Promise<DeviceNews[]> {
  for (;;) {
    const now = deps.clock.now();
    const taken = await deps.ledger.takeDue(now, leaseMs, limit);
    const judged = await Promise.all(taken.map((each) => judge(each, now, deps)));
    await settleQuiet(judged, now, deps);
    const news = judged.flatMap(readNews);
    if (news.length > 0 || taken.length < limit) return news;
  }
}

interface Judged {
  taken: TakenDevice;
  verdict: Verdict;
}

/** By the incident that tells of it, also where a stop kept the ledger from knowing that. */
async function judge(taken: TakenDevice, now: Date, deps: DeviceWatchDeps): Promise<Judged> {
  const { patience, incidents } = deps;
  const verdict = judgeDevice(taken.record, patience, now);
  if (!taken.isLeftOver || taken.record.told !== undefined) return { taken, verdict };
  const teller = await findTeller(taken.record, incidents);
  if (teller === undefined) return { taken, verdict };
  const known = { ...taken, record: { ...taken.record, ...teller } };
  // Still away: told once more, because the stop may have come before its card was wanted.
  if (verdict.kind === 'news') return { taken: known, verdict };
  return { taken: known, verdict: judgeDevice(known.record, patience, now) };
}

function readNews({ taken, verdict }: Judged): DeviceNews[] {
  if (verdict.kind !== 'news') return [];
  const { kind: _, ...news } = verdict;
  const { incident } = taken.record;
  return [{ taken, ...news, ...(incident !== undefined && { incident }) }];
}

/** Came back in time, or is to be looked at later. */
async function settleQuiet(judged: Judged[], now: Date, deps: DeviceWatchDeps): Promise<void> {
  const quiet = judged.filter(({ verdict }) => verdict.kind !== 'news');
  if (quiet.length === 0) return;
  const settled = quiet.map(({ taken, verdict }) => ({
    taken,
    incident: taken.record.incident,
    told: taken.record.told,
    dueAt: nextLook(verdict, now),
  }));
  await deps.ledger.settle(settled, now);
}

async function settle(
  told: { news: DeviceNews; incident: string | undefined }[],
  deps: DeviceWatchDeps,
): Promise<void> {
  if (told.length === 0) return;
  const now = deps.clock.now();
  const settled = told.map(({ news, incident }) => {
    const kept = whatIsTold(news, incident);
    return { taken: news.taken, ...kept, dueAt: lookAfter(news, kept, now, deps.patience) };
  });
  const outcomes = await deps.ledger.settle(settled, now);
  const lost = outcomes.filter((outcome) => outcome === 'lost').length;
  if (lost > 0) deps.log.warn({ lost }, 'news of devices took longer than its lease: told again');
}

type Told = Pick<DeviceRecord, 'incident' | 'told'>;

/** Nobody tells any more of what is over, whatever the card still shows. */
function whatIsTold({ what }: DeviceNews, incident: string | undefined): Told {
  const isOver = what === 'back' || what === 'deleted';
  if (isOver || incident === undefined) return { incident: undefined, told: undefined };
  return { incident, told: what };
}

/** What nobody wants to tell of rests until its next event. */
function lookAfter(news: DeviceNews, told: Told, now: Date, patience: Patience): Date | undefined {
  const isDeclined = told.told === undefined && (news.what === 'gone' || news.what === 'flapping');
  if (isDeclined) return undefined;
  return nextLook(judgeDevice({ ...news.taken.record, ...told }, patience, now), now);
}

function nextLook(verdict: Verdict, now: Date): Date | undefined {
  if (verdict.kind === 'nothing') return undefined;
  return verdict.kind === 'wait' ? verdict.dueAt : now;
}
