import type { DeviceEvent } from '../../src/ports/device-event';
import type { Random } from '../diagnosis-scenarios/random';
import { metricAlert, resolvedMetricAlert } from './alert-payloads';
import { eventGridBatch, sequenceOf } from './device-events';

/** What was acknowledged so far, and what has to be true at the end because of it. */
export interface Acknowledged {
  /** By alert id. */
  alerts: Map<string, { hub: string; isOver: boolean }>;
  /** The newest event of each device, by `hub/device`. */
  devices: Map<string, DeviceEvent>;
  batches: number;
  /** Answers other than 2xx. */
  refusals: number[];
}

export interface Traffic {
  acknowledged: Acknowledged;
  /** Where the product is to be reached from now on, and about which hub most is told. */
  goTo(origin: string | undefined, hub?: string): void;
  /** Resolves when so many more were acknowledged. */
  more(count: number): Promise<void>;
  /** Sends what is begun until it is acknowledged, and nothing new. */
  stop(): Promise<void>;
}

interface TrafficDeps {
  hubs: readonly string[];
  devicesPerHub: number;
  random: Random;
  now(): Date;
}

/**
 * Azure's side: alerts and device events without a pause, late, twice and in any order, each again
 * and again until it is acknowledged.
 */
export function startTraffic(deps: TrafficDeps): Traffic {
  const acknowledged: Acknowledged = {
    alerts: new Map(),
    devices: new Map(),
    batches: 0,
    refusals: [],
  };
  const acks = createCounter();
  const door = createDoor(acknowledged.refusals, acks.count);
  let isOn = true;
  let hub = deps.hubs[0] ?? '';
  const story = { ...deps, acknowledged, deliver: door.deliver, hub: () => hub };
  const alerts = createAlerts(story);
  const events = createEvents(story);
  const repeat = async (send: () => Promise<void>) => {
    while (isOn) await send();
  };
  const running = [alerts.send, events.send, events.send].map(repeat);
  return {
    acknowledged,
    goTo(origin, focus = hub) {
      hub = focus;
      door.goTo(origin);
    },
    more: acks.more,
    async stop() {
      isOn = false;
      await Promise.all(running);
      await events.sendLate();
    },
  };
}

/** Delivers to whoever is there; what was not acknowledged waits for who comes next. */
function createDoor(refusals: number[], onTaken: () => void) {
  let origin: string | undefined;
  let waiting: (() => void)[] = [];
  const change = (failed: string | undefined) =>
    new Promise<void>((resolve) => {
      if (origin === failed) waiting.push(resolve);
      else resolve();
    });
  return {
    goTo(next: string | undefined) {
      origin = next;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    async deliver(path: string, body: unknown): Promise<void> {
      for (;;) {
        const at = origin;
        const status = at === undefined ? undefined : await post(at + path, body);
        if (status === undefined) await change(at);
        else if (status < 300) return onTaken();
        else refusals.push(status);
      }
    },
  };
}

function createCounter() {
  let counted = 0;
  const waiting: { from: number; resolve(): void }[] = [];
  return {
    count() {
      counted += 1;
      for (const { from, resolve } of waiting) if (counted >= from) resolve();
    },
    more: (count: number) =>
      new Promise<void>((resolve) => void waiting.push({ from: counted + count, resolve })),
  };
}

/** Undefined when nobody answers. */
async function post(url: string, body: unknown): Promise<number | undefined> {
  const headers = { 'content-type': 'application/json' };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    await response.text();
    return response.status;
  } catch {
    return undefined;
  }
}

type Story = TrafficDeps & {
  acknowledged: Acknowledged;
  deliver(path: string, body: unknown): Promise<void>;
  /** About which most is told at the moment. */
  hub(): string;
};

function createAlerts({ acknowledged, deliver, random, now, hubs, hub }: Story) {
  const open: { alertId: string; fired: object }[] = [];
  let told = 0;
  const fire = async () => {
    told += 1;
    const name = random.next() < 0.8 ? hub() : pickOne(hubs, random);
    const alertId = `/alerts/${told}`;
    const fired = {
      alertId,
      alertRule: `rule-${told % 5}`,
      alertTargetIDs: [`/subscriptions/s/providers/Microsoft.Devices/IotHubs/${name}`],
      configurationItems: [name],
      firedDateTime: now().toISOString(),
    };
    await deliver('/api/alerts', metricAlert(fired));
    acknowledged.alerts.set(alertId, { hub: name, isOver: false });
    open.push({ alertId, fired });
    if (random.next() < 0.1) await deliver('/api/alerts', metricAlert(fired));
  };
  const resolve = async () => {
    const [ended] = open.splice(random.between(0, open.length - 1), 1);
    if (ended === undefined) return;
    const resolvedDateTime = now().toISOString();
    await deliver('/api/alerts', resolvedMetricAlert({ ...ended.fired, resolvedDateTime }));
    const alert = acknowledged.alerts.get(ended.alertId);
    if (alert !== undefined) alert.isOver = true;
  };
  return { send: () => (open.length > 0 && random.next() < 0.45 ? resolve() : fire()) };
}

function createEvents(story: Story) {
  const { acknowledged, deliver, random } = story;
  const next = createDevices(story);
  const sent: DeviceEvent[] = [];
  let late: DeviceEvent[] = [];
  const deliverAll = async (events: DeviceEvent[]) => {
    await deliver('/api/events', eventGridBatch(events));
    acknowledged.batches += 1;
    for (const event of events) keepNewest(acknowledged.devices, event);
    sent.push(...events);
    sent.splice(0, sent.length - 200);
  };
  return {
    async send() {
      const fresh = Array.from({ length: random.between(1, 20) }, next);
      const batch = fresh.filter(() => random.next() > 0.1);
      const known = sent.filter(() => random.next() < 0.01);
      const before = late;
      late = fresh.filter((event) => !batch.includes(event));
      await deliverAll(random.shuffle([...batch, ...known, ...before]));
    },
    async sendLate() {
      const before = late;
      late = [];
      if (before.length > 0) await deliverAll(before);
    },
  };
}

/** What happens next to some device: mostly it goes or comes back, at times it is deleted for good. */
function createDevices({ random, now, hubs, hub, devicesPerHub }: Story): () => DeviceEvent {
  const lives = new Map<string, { name: string; isConnected: boolean }>();
  let told = 0;
  return () => {
    told += 1;
    const hubName = random.next() < 0.8 ? hub() : pickOne(hubs, random);
    const place = `${hubName}/${random.between(1, devicesPerHub)}`;
    const life = lives.get(place) ?? { name: nameOf(place, told, random), isConnected: true };
    lives.set(place, { ...life, isConnected: !life.isConnected });
    const event = {
      id: `event-${told}`,
      hub: hubName,
      device: life.name,
      module: '',
      // No two at the same moment: of a deletion only the time says whether it came later.
      at: new Date(now().getTime() + told),
    };
    if (random.next() < 0.01) {
      lives.delete(place);
      return { ...event, kind: 'deleted' };
    }
    const kind = life.isConnected ? 'disconnected' : 'connected';
    return { ...event, kind, sequence: sequenceOf(told) };
  };
}

function nameOf(place: string, told: number, random: Random): string {
  const habit = random.next() < 0.2 ? 'patient' : 'device';
  return `${habit}-${place.replace('/', '-')}-${told}`;
}

function keepNewest(devices: Map<string, DeviceEvent>, event: DeviceEvent): void {
  const key = `${event.hub}/${event.device}`;
  const known = devices.get(key);
  // Nothing happens to a device after it was deleted.
  if (known?.kind === 'deleted') return;
  const isNewer = (known?.sequence ?? '') < (event.sequence ?? '');
  if (known === undefined || event.kind === 'deleted' || isNewer) devices.set(key, event);
}

function pickOne(names: readonly string[], random: Random): string {
  return names[random.between(0, names.length - 1)] ?? '';
}
