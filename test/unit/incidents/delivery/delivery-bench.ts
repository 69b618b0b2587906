import { openStore, type Store } from '../../../../src/adapters/store/open-store';
import type { Drawing } from '../../../../src/incidents/delivery/drawing';
import { createSender } from '../../../../src/incidents/delivery/send';
import type { SenderDeps, SendOutcome } from '../../../../src/incidents/delivery/send-deps';
import type { WantedCard } from '../../../../src/ports/outbox';
import { reportNotice } from '../../../../src/reports/report-notice';
import { type HandClock, handClock } from '../../../support/hand-clock';
import { type RecordedChannel, recordedChannel } from '../../../support/recorded-channel';
import { recordedLog } from '../../../support/recorded-log';
import { conversation, incidentCard, wideLimits } from '../../../support/sends';

export const start = new Date('2026-03-01T03:15:00Z');

/** A sender over a store in memory, a chat that keeps its messages, and incidents that are versions. */
export interface DeliveryBench {
  store: Store;
  clock: HandClock;
  teams: RecordedChannel;
  outcomes: SendOutcome[];
  /** Newest version of each incident; what is not here is no more. */
  versions: Map<string, number>;
  logLines(): string[];
  subscribe(...ids: string[]): Promise<void>;
  /** Sets the incident's version and wants its card. */
  want(key: string, more?: Partial<WantedCard>): Promise<void>;
  /** `changes` stand in for what the sender is made of. */
  tick(changes?: Partial<SenderDeps>): Promise<void>;
  /** A tick whose process is stopping. */
  stop(): Promise<void>;
  /** What the only message there said, first to last. */
  saidIn(id: string): string[];
  /** What was decided about an incident. */
  decided(key: string): Promise<string[]>;
}

export async function openDeliveryBench(): Promise<DeliveryBench> {
  const store = await openStore('sqlite::memory:');
  const clock = handClock(start);
  const teams = recordedChannel();
  const outcomes: SendOutcome[] = [];
  const versions = new Map<string, number>();
  const { log, lines } = recordedLog();
  const find = async (key: string) => drawVersion(key, versions.get(key));
  const deps: SenderDeps = {
    outbox: store.outbox,
    routes: store.routeBook,
    channels: [teams],
    drawers: [{ kind: 'incident', find }],
    describe: async ({ key }) => ({ title: key, text: 'away', since: start, rank: 1 }),
    limits: wideLimits,
    clock,
    log,
    trail: store.decisionTrail,
    count: (outcome) => void outcomes.push(outcome),
    random: () => 0.5,
  };
  return {
    store,
    clock,
    teams,
    outcomes,
    versions,
    logLines: lines,
    async subscribe(...ids) {
      for (const id of ids) await store.routeBook.add(routeTo(id, clock.now()));
    },
    async want(key, more = {}) {
      const version = more.version ?? (versions.get(key) ?? 0) + 1;
      versions.set(key, version);
      await store.outbox.want([incidentCard(key, { ...more, version })], clock.now());
    },
    tick: (changes = {}) => createSender({ ...deps, ...changes }).tick(),
    stop: () => createSender(deps).tick(AbortSignal.abort()),
    saidIn: (id) => teams.only(id).reports.map(({ headline }) => headline.text),
    async decided(key) {
      const decisions = await store.decisionTrail.find({ kind: 'incident', key }, 100);
      return decisions.map(({ what }) => what);
    },
  };
}

function drawVersion(key: string, version: number | undefined): Drawing | undefined {
  if (version === undefined) return undefined;
  const text = `${key} ${version}`;
  return {
    version,
    draw: (mayRepeatOf) => {
      const marked = mayRepeatOf === undefined ? text : `${text} may repeat`;
      const report = reportNotice('x');
      return { ...report, headline: { ...report.headline, text: marked } };
    },
  };
}

function routeTo(id: string, createdAt: Date) {
  return { conversation: conversation(id), createdBy: 'Ann', createdAt };
}
