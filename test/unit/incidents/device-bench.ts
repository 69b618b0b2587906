import type { DeviceNews, DeviceWatch } from '../../../src/connections/device-watch';
import { createDeviceRecorder } from '../../../src/incidents/record-devices';
import { knownHubs } from '../../support/hubs';
import { recordedLog } from '../../support/recorded-log';
import { at, type WorkerBench } from './worker-bench';

export interface DeviceBench {
  /** Gives the news and handles whatever is due. */
  tell(...news: DeviceNews[]): Promise<void>;
  /** What every device was settled with. */
  settled: { device: string; incident: string | undefined }[];
  logLines(): string[];
}

/** A recorder of devices whose news are made by hand. */
export function openDeviceBench(bench: WorkerBench): DeviceBench {
  let waiting: DeviceNews[] = [];
  const settled: DeviceBench['settled'] = [];
  const watch: DeviceWatch = {
    takeNews: async (limit) => waiting.splice(0, limit),
    async settle(told) {
      for (const { news, incident } of told) {
        settled.push({ device: news.taken.record.device, incident });
      }
    },
  };
  const { log, lines } = recordedLog();
  const recorder = createDeviceRecorder({
    watch,
    incidents: bench.store.incidentBook,
    publisher: bench.publisher,
    hubs: knownHubs('contoso-hub', 'fabrikam-hub'),
    trail: bench.store.decisionTrail,
    clock: bench.clock,
    log,
  });
  return {
    settled,
    logLines: lines,
    async tell(...news) {
      waiting = news;
      await recorder.tick();
      await bench.tick();
    },
  };
}

/** A device that is away since 03:10; parts can be replaced. */
export function news(device: string, parts: Partial<DeviceNews> = {}, hub = 'contoso-hub') {
  const record = { hub, device, module: '' } as DeviceNews['taken']['record'];
  return {
    taken: { record, attempt: 1, isLeftOver: false },
    what: 'gone' as const,
    since: at('03:10:00'),
    patience: 'waited 2 min',
    ...parts,
  } satisfies DeviceNews;
}
