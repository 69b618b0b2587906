import type { DeviceNews } from '../../../src/connections/device-watch';
import { createPublisher } from '../../../src/incidents/delivery/publish';
import { createSender, type Sender } from '../../../src/incidents/delivery/send';
import { newsLimits } from '../../../src/incidents/delivery/send-limits';
import { createIncidentDrawer } from '../../../src/incidents/draw-incident';
import { createDeviceRecorder } from '../../../src/incidents/record-devices';
import { reportNotice } from '../../../src/reports/report-notice';
import { knownHubs } from '../../support/hubs';
import { quietLog } from '../../support/quiet-log';
import { recordedChannel } from '../../support/recorded-channel';
import { news } from './device-bench';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

const hubs = ['contoso-hub', 'fabrikam-hub', 'north-hub'];
const teams = recordedChannel();
let bench: WorkerBench;
let sender: Sender;
let waiting: DeviceNews[];
let recorder: ReturnType<typeof createDeviceRecorder>;
/** Seconds since the start. */
let sends: { at: number; verb: string }[];

beforeEach(async () => {
  bench = await openWorkerBench();
  await bench.subscribe('ops');
  const { store, clock } = bench;
  const log = quietLog();
  bench.publisher = createPublisher({
    ...{ outbox: store.outbox, routes: store.routeBook, clock, log },
    wants: async () => true,
  });
  bench.restart({ publisher: bench.publisher });
  const watch = {
    takeNews: async () => waiting.splice(0),
    async settle(told: { news: DeviceNews; incident: string | undefined }[]) {
      for (const each of told) settledIn.set(nameOf(each.news), each.incident);
    },
  };
  recorder = createDeviceRecorder({
    ...{ watch, incidents: store.incidentBook, publisher: bench.publisher, clock, log },
    hubs: knownHubs(...hubs),
  });
  sender = createSender({
    ...{ outbox: store.outbox, routes: store.routeBook, channels: [teams], clock, log },
    drawers: [
      createIncidentDrawer({
        incidents: store.incidentBook,
        drawAlert: (subject) => reportNotice(`${subject.stage ?? subject.state}`),
      }),
    ],
    describe: async () => undefined,
    limits: newsLimits,
  });
  waiting = [];
  sends = [];
  settledIn.clear();
  teams.messages.length = 0;
  teams.replies.length = 0;
  teams.beforeCall = (verb) => {
    const seconds = (clock.now().getTime() - at('03:15:00').getTime()) / 1000;
    sends.push({ at: seconds, verb });
  };
});

afterEach(() => bench.store.close());

const settledIn = new Map<string, string | undefined>();
const nameOf = ({ taken: { record } }: DeviceNews) => `${record.hub}/${record.device}`;

/** One second: news, then cards, then the logs, whose answer is seen a second later. */
async function second(): Promise<void> {
  await recorder.tick();
  await sender.tick();
  await bench.tick();
  bench.clock.advance(1);
}

function back(hub: string, device: string): DeviceNews {
  const gone = news(device, { what: 'back', endedAt: bench.clock.now() }, hub);
  const incident = settledIn.get(nameOf(gone));
  return { ...gone, ...(incident !== undefined && { incident }) };
}

/** A device a second goes; fifteen come back after a minute and a half, the others at the end. */
function happensOn(hub: string, passed: number): DeviceNews[] {
  if (passed < 60) return [news(`device-${passed}`, {}, hub)];
  if (passed >= 90 && passed < 105) return [back(hub, `device-${passed - 90}`)];
  if (passed !== 240) return [];
  return Array.from({ length: 45 }, (_, n) => back(hub, `device-${n + 15}`));
}

function within(from: number, to: number) {
  return sends.filter((each) => each.at >= from && each.at < to);
}

describe('a storm over three hubs', () => {
  it('says at most six things a minute, and each change of state within five seconds', async () => {
    for (let passed = 0; passed < 300; passed++) {
      for (const hub of hubs) waiting.push(...happensOn(hub, passed));
      await second();
    }

    const perMinute = [0, 60, 120, 180, 240].map((from) => within(from, from + 60).length);
    expect(Math.max(...perMinute)).toBeLessThanOrEqual(6);
    expect(within(0, 5).filter(({ verb }) => verb === 'post')).toHaveLength(3);
    expect(within(90, 95).filter(({ verb }) => verb === 'update').length).toBeGreaterThanOrEqual(3);
    expect(
      within(240, 245)
        .map(({ verb }) => verb)
        .sort(),
    ).toEqual([...Array(3).fill('reply'), ...Array(3).fill('update')]);
    const last = teams.messages.map(({ reports }) => reports.at(-1)?.spoken);
    expect(last).toEqual(Array(3).fill('resolved.'));
  });

  it('tells what everybody has to notice, and nothing else, below the cards', async () => {
    for (let passed = 0; passed < 60; passed++) {
      waiting.push(...hubs.map((hub) => news(`device-${passed}`, {}, hub)));
      await second();
    }

    expect(teams.replies).toEqual([]);
  });
});
