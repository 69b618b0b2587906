import type { DeviceNews, DeviceWatch } from '../connections/device-watch';
import type { Hub, HubDirectory } from '../ports/hub';
import type { GoneDevice, Incident, IncidentBook } from '../ports/incident-book';
import { sayCount } from '../reports/words';
import type { Publisher } from './delivery/publish';
import { replyResolved } from './news-replies';
import { noteDecisions, type TrailDeps } from './note-decision';
import { stageOf } from './stage';
import { tellDevices } from './tell-devices';

export interface RecordDevicesDeps extends TrailDeps {
  watch: DeviceWatch;
  incidents: IncidentBook;
  publisher: Publisher;
  hubs: HubDirectory;
}

const newsAtOnce = 1000;

/**
 * Turns news of devices into incidents: one for all that go away on a hub about the same time. Never
 * throws; what could not be recorded is news again when its lease ends.
 */
export function createDeviceRecorder(deps: RecordDevicesDeps): {
  tick(signal?: AbortSignal): Promise<void>;
} {
  let isAtWork = false;
  return {
    async tick(signal) {
      if (isAtWork) return;
      isAtWork = true;
      try {
        while (!signal?.aborted && (await recordNext(deps)));
      } catch (error) {
        deps.log.error({ err: error }, 'news of devices cannot be recorded');
      } finally {
        isAtWork = false;
      }
    },
  };
}

/** True while there may be more. */
async function recordNext(deps: RecordDevicesDeps): Promise<boolean> {
  const news = await deps.watch.takeNews(newsAtOnce);
  for (const group of groupNews(news)) {
    const incident = isOver(group[0]) ? await recordBack(group, deps) : await join(group, deps);
    await deps.watch.settle(group.map((each) => ({ news: each, incident })));
  }
  return news.length === newsAtOnce;
}

type Group = [DeviceNews, ...DeviceNews[]];

/** What goes away on a hub, and what comes back to an incident, is one step each. */
function groupNews(news: DeviceNews[]): Group[] {
  const groups = new Map<string, Group>();
  for (const each of news) {
    const { hub } = each.taken.record;
    const name = JSON.stringify([isOver(each), hub.toLowerCase(), each.incident]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

function isOver({ what }: DeviceNews): boolean {
  return what === 'back' || what === 'deleted';
}

async function join(group: Group, deps: RecordDevicesDeps): Promise<string> {
  const [{ incident, taken }] = group;
  const hub = findHub(taken.record.hub, deps.hubs);
  const joined = await deps.incidents.joinDevices(hub, group.map(asMember), {
    at: deps.clock.now(),
    tell: tellDevices(hub),
    ...(incident !== undefined && { incident }),
  });
  await noteJoined(joined.incident, joined.how, group.length, deps);
  // What is known already was recorded before a stop, and its card perhaps not yet wanted.
  const urgency = joined.how === 'joined' ? 'update' : 'new';
  await deps.publisher.publish(joined.incident, { urgency, reach: 'everybody' });
  return joined.incident.key;
}

/** News that no incident tells of ends here. */
async function recordBack(group: Group, deps: RecordDevicesDeps): Promise<string | undefined> {
  const [{ incident: key }] = group;
  if (key === undefined) return undefined;
  const change = await deps.incidents.recordBack(key, group.map(asMember), deps.clock.now());
  if (change === undefined) return undefined;
  const { before, incident } = change;
  await note(incident, 'back', sayOver(group), deps);
  const isNews = stageOf(before) !== stageOf(incident);
  const reply = replyResolved(incident);
  await deps.publisher.publish(incident, {
    urgency: isNews || reply !== undefined ? 'recovery' : 'update',
    reach: 'cards-only',
    ...(reply && { reply }),
  });
  return key;
}

function sayOver(group: Group): string {
  const deleted = group.filter(({ what }) => what === 'deleted').length;
  const back = group.length - deleted;
  return [
    back > 0 && `${sayCount(back, 'device')} came back`,
    deleted > 0 && `${sayCount(deleted, 'device was', 'devices were')} deleted`,
  ]
    .filter(Boolean)
    .join(', ')
    .concat('.');
}

async function noteJoined(
  incident: Incident,
  how: 'opened' | 'joined' | 'known',
  count: number,
  deps: RecordDevicesDeps,
): Promise<void> {
  if (how === 'known') return;
  const devices = sayCount(count, 'device');
  const text = how === 'opened' ? `${devices} opened the incident.` : `${devices} joined.`;
  await note(incident, how, text, deps);
}

async function note({ key }: Incident, what: string, text: string, deps: RecordDevicesDeps) {
  await noteDecisions([{ subject: { kind: 'incident', key }, what, text }], deps);
}

/** Only what is configured is ever asked; a name alone is enough to say where a device was. */
function findHub(name: string, hubs: HubDirectory): Hub {
  return hubs.find(name) ?? { name, hostName: '' };
}

function asMember({ taken, what, since, endedAt, patience }: DeviceNews): GoneDevice {
  const { device, module } = taken.record;
  const ended = endedAt === undefined ? {} : { endedAt };
  return { device, module, what: what === 'gone' ? 'away' : what, since, ...ended, patience };
}
