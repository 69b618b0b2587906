import type { DeviceRegistry, DeviceTwin } from '../../ports/device-registry';
import type { HealthSource } from '../../ports/health-source';
import type { Hub } from '../../ports/hub';
import type { HubInfoSource } from '../../ports/hub-info';
import { type MetricSource, metricNames } from '../../ports/metric-source';
import type { TimeWindow } from '../../ports/time-window';
import { isAppError } from '../../shared/app-error';
import type { Checked, HubSurroundings, Surroundings } from '../surroundings';

/** What can be asked beside the logs. */
export interface SurroundingSources {
  registry: DeviceRegistry;
  hubInfo: HubInfoSource;
  health: HealthSource;
  metrics: MetricSource;
}

/** Requests under way. */
export interface Inquiry<Found> {
  /** What has been answered so far. */
  read(): Found;
  /** When everything has been, or has failed. Rejects only for a fault of our own. */
  settled: Promise<void>;
}

/** Asks about a device, and about the hub where only one can be meant. All requests go out at once. */
export function askSurroundings(
  device: string,
  hubs: Hub[],
  window: TimeWindow,
  sources: SurroundingSources,
): Inquiry<Surroundings> {
  const twin = track(hubs.length === 0 ? undefined : findTwin(device, hubs, sources.registry));
  const around = askHubSurroundings(hubs.length === 1 ? hubs[0] : undefined, window, sources);
  return {
    read: () => ({ twin: twin.read(), ...around.read() }),
    settled: allOf([twin.settled, around.settled]),
  };
}

/** Asks about a hub; nothing where it is not known which one is meant. */
export function askHubSurroundings(
  hub: Hub | undefined,
  window: TimeWindow,
  { hubInfo, health, metrics }: Omit<SurroundingSources, 'registry'>,
): Inquiry<HubSurroundings> {
  const grainSeconds = grainFor(window);
  const info = track(hub && hubInfo.findHub(hub));
  const routing = track(hub && hubInfo.listDiagnosticSettings(hub));
  const states = track(hub && health.history(hub));
  const measured = { from: wholeMinute(window.from), to: wholeMinute(window.to) };
  const series = track(
    hub && metrics.read({ hub, metrics: metricNames, window: measured, grainSeconds }),
  );
  return {
    read: () => ({
      info: info.read(),
      routing: routing.read(),
      health: states.read(),
      metrics: series.read(),
    }),
    settled: allOf([info, routing, states, series].map((each) => each.settled)),
  };
}

/** The twin on any of the hubs; undefined when every one of them says that it has none. */
async function findTwin(
  device: string,
  hubs: Hub[],
  registry: DeviceRegistry,
): Promise<DeviceTwin | undefined> {
  const answers = await Promise.allSettled(hubs.map((hub) => registry.findTwin(hub, device)));
  const found = answers.flatMap((answer) =>
    answer.status === 'fulfilled' && answer.value !== undefined ? [answer.value] : [],
  );
  if (found[0] !== undefined) return found[0];
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return undefined;
}

/** Rejects as they do; but where the logs fail first, nobody is left to hear of it. */
function allOf(settled: Promise<void>[]): Promise<void> {
  const all = Promise.all(settled).then(() => undefined);
  all.catch(() => undefined);
  return all;
}

function track<T>(work: Promise<T> | undefined): Inquiry<Checked<T>> {
  let checked: Checked<T> =
    work === undefined
      ? { state: 'skipped', why: 'It is not known which hub to ask.' }
      : { state: 'pending' };
  const settled = (work ?? Promise.resolve(undefined)).then(
    (value) => {
      if (work !== undefined) checked = { state: 'known', value: value as T };
    },
    (error: unknown) => {
      if (!isAppError(error)) throw error;
      checked = { state: 'failed', code: error.code, why: error.message };
    },
  );
  return { read: () => checked, settled };
}

/** Nothing is measured within a minute, and questions of one minute can share an answer. */
function wholeMinute(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000);
}

/** Azure keeps minutes; over days, hours are enough and a reply stays small. */
function grainFor({ from, to }: TimeWindow): number {
  const hours = (to.getTime() - from.getTime()) / 3_600_000;
  if (hours <= 6) return 60;
  return hours <= 48 ? 300 : 3600;
}
