import { sayWhere } from '../../incidents/delivery/say-where';
import type { DeviceRecord } from '../../ports/connection-ledger';
import type { ConversationKey } from '../../ports/conversation-memory';
import type { Decision } from '../../ports/decision-trail';
import { whyCommand } from '../../reports/commands';
import type { Report, Step } from '../../reports/report';
import { reportTrail } from '../../reports/report-trail';
import { isAppError } from '../../shared/app-error';
import type { AnswerDeps, Asker } from '../answer-deps';
import { isSameHub } from '../hubs/known-hubs';
import type { Understanding } from '../intent';
import { reportDeviceMissing } from '../report-misunderstanding';
import { chooseZone, settleWindow } from '../time/check-window';
import { concludeDecisions, concludeRecord } from './conclude';
import type { TrailDeps } from './trail-deps';

type Deps = Pick<AnswerDeps, 'trail' | 'hubs' | 'clock' | 'timeZone' | 'context' | 'log'>;

const mostDecisions = 200;
const mostIncidents = 5;
const keptDays = 14;

/** What became of a device's events or of an alert: whom it was shown, and where not, and why. */
export async function answerWhyNoAlert(
  understanding: Understanding,
  asker: Asker,
  deps: Deps,
): Promise<Report> {
  const { devices: [device] = [], text, hub, window } = understanding.parameters;
  const now = deps.clock.now();
  const timeZone = chooseZone(asker.timeZone, deps.timeZone);
  const asked = window === undefined ? undefined : settleWindow(window, { now, timeZone });
  const within = ({ at }: { at: Date }) =>
    asked === undefined || (at >= asked.from && at < asked.to);
  if (device !== undefined) return tellDevice({ device, hub, within }, asker, deps);
  if (text !== undefined) return tellAlert({ text, within }, asker, deps);
  return reportDeviceMissing('why');
}

interface Asked {
  within(line: { at: Date }): boolean;
}

async function tellDevice(
  { device, hub, within }: Asked & { device: string; hub: string | undefined },
  asker: Asker,
  deps: Deps,
): Promise<Report> {
  const now = deps.clock.now();
  const { trail = {} } = deps;
  const records = (await orNone(trail.findDevice?.(device, hub), deps)) ?? [];
  const decisions = await findDecisions(device, hub, records, deps);
  const kept = decisions.filter(within);
  const explained = records.flatMap((record) => explainOn(record, records.length, now, trail));
  const lines = [...explained.filter(within), ...kept.map(({ at, text }) => ({ at, text }))];
  const subject = { hub: hub ?? records[0]?.hub ?? '', window: lastDay(now) };
  const nothing = records.length === 0 && decisions.length === 0;
  return reportTrail({
    about: device,
    answer: here(
      nothing ? sayNothing(device, trail) : conclude(kept, records, now, device, asker),
      asker,
    ),
    isDeaf: nothing,
    lines: inOrder(lines, asker),
    notes: nothing ? [cannotTell] : [],
    steps: nothing ? checkEvents(trail) : [],
    actions: [whyCommand(device, subject, deps.context(), 'Ask the logs why')],
  });
}

async function tellAlert(
  { text, within }: Asked & { text: string },
  asker: Asker,
  deps: Deps,
): Promise<Report> {
  const found = (await orNone(deps.trail?.decisions?.findAlerts(text, mostDecisions), deps)) ?? [];
  const own = [...found].reverse();
  const all = inTime([...own, ...(await findIncidents(own, [], deps))]).filter(within);
  const nothing = all.length === 0;
  return reportTrail({
    about: text,
    answer: here(
      nothing
        ? `No alert whose rule or id contains “${text}” was received in the last ${keptDays} days.`
        : (concludeHere(all, asker) ??
            'It was received; nothing tells yet whether there is a card.'),
      asker,
    ),
    isDeaf: nothing,
    lines: inOrder(all, asker),
    notes: nothing
      ? ['Whether the rule fired cannot be known here: Azure Monitor keeps that.']
      : [],
    steps: nothing ? alertSteps : [],
    actions: [],
  });
}

/** Of the device itself on every hub it may be on, and of the incidents that it belongs to. */
async function findDecisions(
  device: string,
  hub: string | undefined,
  records: DeviceRecord[],
  deps: Deps,
): Promise<Decision[]> {
  const { decisions, findIncidents: findKeys } = deps.trail ?? {};
  if (decisions === undefined) return [];
  const named = hub === undefined ? (deps.hubs?.configured ?? []) : [hub];
  const hubs = [...records.map((record) => record.hub), ...named];
  const distinct = hubs.filter(
    (name, at) => hubs.findIndex((each) => isSameHub(each, name)) === at,
  );
  const own: Decision[] = [];
  for (const name of distinct) {
    const asking = decisions.find({ kind: 'device', hub: name, device }, mostDecisions);
    own.push(...((await orNone(asking, deps)) ?? []));
  }
  // The record names the incident only as long as that tells of the device.
  const open = records.flatMap(({ incident }) => incident ?? []);
  const past = (await orNone(findKeys?.(device, hub, mostIncidents), deps)) ?? [];
  return inTime([...own, ...(await findIncidents(own, [...[...past].reverse(), ...open], deps))]);
}

/** The newest of them: what became of their cards. */
async function findIncidents(own: Decision[], others: string[], deps: Deps): Promise<Decision[]> {
  const keys = [...own.flatMap(({ incident }) => incident ?? []), ...others];
  const newest = [...new Set(keys.reverse())].slice(0, mostIncidents);
  const found: Decision[] = [];
  for (const key of newest) {
    const asking = deps.trail?.decisions?.find({ kind: 'incident', key }, mostDecisions);
    found.push(...((await orNone(asking, deps)) ?? []));
  }
  return found;
}

function conclude(
  kept: Decision[],
  records: DeviceRecord[],
  now: Date,
  device: string,
  asker: Asker,
): string {
  const decided = concludeHere(kept, asker);
  const [record] = [...records].sort((a, b) => newestOf(b) - newestOf(a));
  const decidedAt = kept.at(-1)?.at.getTime() ?? 0;
  // A short absence after the last card is a matter of its own.
  const isLater = record !== undefined && newestOf(record) > decidedAt;
  if (decided !== undefined && (!isLater || record?.incident !== undefined)) return decided;
  if (record !== undefined) return concludeRecord(record, now);
  return decided ?? `Nothing was decided about ${device} in that time.`;
}

function newestOf({ events }: DeviceRecord): number {
  return events.at(-1)?.at.getTime() ?? 0;
}

function explainOn(record: DeviceRecord, of: number, now: Date, { explain }: TrailDeps) {
  const { hub, module } = record;
  const prefix = [of > 1 ? hub : '', module === '' ? '' : `module ${module}`].filter(Boolean);
  return (explain?.(record, now) ?? []).map(({ at, text }) => ({
    at,
    text: prefix.length === 0 ? text : `${prefix.join(', ')}: ${text}`,
  }));
}

const cannotTell =
  'Whether it disconnected cannot be told from that: an event that never came leaves no trace here.';

function sayNothing(device: string, { findDevice }: TrailDeps): string {
  return findDevice === undefined
    ? `Events of devices do not reach me, so nothing is known of ${device}.`
    : `Nothing was received of ${device} in the last ${keptDays} days.`;
}

function checkEvents({ findDevice }: TrailDeps): Step[] {
  const subscription: Step = {
    text: 'Check the hub’s Event Grid subscription: it has to send DeviceConnected and DeviceDisconnected to /api/events of this bot.',
    detail: 'Portal: the hub, Events, Event Subscriptions; its metrics show failed deliveries.',
  };
  if (findDevice === undefined) return [subscription];
  return [
    { text: 'Check the id, letter by letter: upper and lower case differ.' },
    subscription,
    { text: 'Ask the logs whether it disconnected; they come from another place.' },
  ];
}

const alertSteps: Step[] = [
  {
    text: 'Check in Azure Monitor, Alerts, whether the rule fired, and which action group it has.',
  },
  {
    text: 'Check the action group: its webhook has to call /api/alerts of this bot. Test it there.',
  },
];

/** What another conversation is shown does not answer why this one is not. */
function concludeHere(decisions: Decision[], { conversation }: Asker): string | undefined {
  const where = conversation && whereIn(conversation);
  const own = where === undefined ? [] : decisions.filter(({ text }) => text.search(where) >= 0);
  return concludeDecisions(own) ?? concludeDecisions(decisions);
}

/** The reader knows where they are; an id of a conversation tells nobody anything. */
function here(text: string, { conversation }: Asker): string {
  if (conversation === undefined) return text;
  return text.replace(whereIn(conversation), 'this conversation');
}

/** One id may begin like another. */
function whereIn(conversation: ConversationKey): RegExp {
  const where = sayWhere(conversation).replace(/[^\w ]/g, '\\$&');
  return new RegExp(`${where}(?=[.,:;]?(?:\\s|$))`, 'g');
}

function inOrder(lines: { at: Date; text: string }[], asker: Asker) {
  return inTime(lines).map(({ at, text }) => ({ at, text: here(text, asker) }));
}

function inTime<Line extends { at: Date }>(lines: Line[]): Line[] {
  return [...lines].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function lastDay(now: Date) {
  return { from: new Date(now.getTime() - 24 * 3_600_000), to: now };
}

/** A store that is away is told by what is missing; the rest of the answer is worth having. */
async function orNone<Found>(
  asking: Promise<Found> | undefined,
  { log }: Deps,
): Promise<Found | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (!isAppError(error)) throw error;
    log.warn({ code: error.code }, 'a part of the trail cannot be read');
    return undefined;
  }
}
