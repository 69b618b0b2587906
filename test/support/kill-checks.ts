import type { Store } from '../../src/adapters/store/open-store';
import { stateOf } from '../../src/connections/device-state';
import { holdDown } from '../../src/connections/hold-down';
import { createPatience } from '../../src/connections/patience';
import type { DeviceRecord } from '../../src/ports/connection-ledger';
import type { DeviceEvent } from '../../src/ports/device-event';
import type { GoneDevice, Incident } from '../../src/ports/incident-book';
import type { CardState } from '../../src/ports/outbox';
import { type ChatRecord, findUnmarked } from './kill-chat';
import type { Acknowledged } from './kill-traffic';

/** As the processes that are killed have it, but for who waits longer by setting. */
const patience = createPatience({ defaultSeconds: 1, overrides: [] });

interface CheckDeps {
  store: Store;
  acknowledged: Acknowledged;
  chat: ChatRecord;
}

/** What is not as it has to be, in words: after everything that was acknowledged has flowed out. */
export async function findFaults(deps: CheckDeps): Promise<string[]> {
  const faults = deps.acknowledged.refusals.map((status) => `refused with ${status}`);
  faults.push(...deps.chat.strayUpdates.map((id) => `${id} was updated and never posted`));
  faults.push(...findUnmarked(deps.chat));
  for (const event of deps.acknowledged.devices.values()) {
    faults.push(...(await checkDevice(event, deps)));
  }
  const { open, missing } = await findIncidents(deps);
  faults.push(...missing);
  for (const [key, hasOpenAlert] of open) {
    faults.push(...(await checkIncident(key, hasOpenAlert, deps)));
  }
  return faults;
}

async function checkDevice(
  { hub, device, kind, sequence }: DeviceEvent,
  { store }: CheckDeps,
): Promise<string[]> {
  const [record] = await store.connectionLedger.find(device, hub);
  if (record === undefined) return [`${device} is not known`];
  const faults: string[] = [];
  const state = stateOf(record);
  if (state !== kind) faults.push(`${device} is ${state} and should be ${kind}`);
  const newest = record.events.at(-1)?.sequence;
  if (sequence !== undefined && newest !== sequence) faults.push(`${device} has an older event`);
  const isTold = record.told !== undefined;
  if (isTold !== (kind === 'disconnected') && !isWaitedFor(record)) {
    faults.push(`${device} is ${kind}, told: ${isTold}, due: ${record.dueAt?.toISOString()}`);
  }
  return faults;
}

/** Its own absences have taught the product to wait for longer than the clock went on at the end. */
function isWaitedFor(record: DeviceRecord): boolean {
  const { learned, ms } = holdDown(record, patience);
  const isAway = stateOf(record) === 'disconnected' && record.told === undefined;
  return isAway && record.dueAt !== undefined && learned !== undefined && ms > 50 * 60_000;
}

/** The incidents of all alerts and of devices, and whether an alert of them goes on. */
async function findIncidents({ store, acknowledged }: CheckDeps) {
  const open = new Map<string, boolean>();
  const missing: string[] = [];
  for (const [id, { isOver }] of acknowledged.alerts) {
    const decisions = await store.decisionTrail.find({ kind: 'alert', id }, 50);
    const keys = new Set(decisions.map(({ incident }) => incident ?? 'none'));
    if (keys.size !== 1) missing.push(`alert ${id} has ${keys.size} incidents`);
    for (const key of keys) open.set(key, open.get(key) === true || !isOver);
  }
  for (const { hub, device } of acknowledged.devices.values()) {
    const keys = await store.incidentBook.listKeysOf(device, hub, 100);
    for (const key of keys) open.set(key, open.get(key) ?? false);
  }
  return { open, missing };
}

async function checkIncident(
  key: string,
  hasOpenAlert: boolean,
  deps: CheckDeps,
): Promise<string[]> {
  const incident = await deps.store.incidentBook.find(key);
  if (incident === undefined) return [`incident ${key} is not known`];
  const away = (await listMembers(key, deps)).filter(isAway);
  const faults = away
    .filter(({ device }) => findEvent(incident, device, deps)?.kind !== 'disconnected')
    .map(({ device }) => `${device} is told to be away by ${key}`);
  const goesOn = hasOpenAlert || away.length > 0;
  if (goesOn !== (incident.resolvedAt === undefined)) {
    faults.push(
      `incident ${key} ends at ${incident.resolvedAt?.toISOString()}, goes on: ${goesOn}`,
    );
  }
  const cards = await deps.store.outbox.listCards({ kind: 'incident', key });
  if (cards.length === 0) faults.push(`incident ${key} has ${cards.length} cards`);
  for (const card of cards) faults.push(...(await checkCard(card, incident, deps)));
  return faults;
}

async function checkCard(card: CardState, incident: Incident, deps: CheckDeps): Promise<string[]> {
  const named = `the card of ${incident.key}`;
  const digest = card.foldedInto;
  if (digest !== undefined) {
    const [folded] = await deps.store.outbox.listCards({ kind: 'digest', key: digest });
    return folded !== undefined && isOut(folded, deps) ? [] : [`${named} is in a digest not shown`];
  }
  if (!isOut(card, deps)) return [`${named} is ${card.state}`];
  if (card.state === 'unknown') return [];
  if (card.shownVersion < incident.version) return [`${named} is not the newest version`];
  const report = deps.chat.newest.get(card.messageId ?? '')?.report;
  const state = incident.resolvedAt === undefined ? 'firing' : 'resolved';
  if (report?.state !== state) return [`${named} shows ${report?.state}, not ${state}`];
  const { away = 0, back = 0 } = incident.devices ?? {};
  const counted = report.facts?.find(({ label }) => label === 'Away / back')?.value;
  const isRight = counted === undefined || counted.startsWith(`${away} away, ${back} back again`);
  return isRight ? [] : [`${named} shows ${counted}, not ${away} and ${back}`];
}

/** Of a card whose repeat has no known outcome either nobody knows the id; the chat has it all the same. */
function isOut({ state, messageId, subject }: CardState, { chat }: CheckDeps): boolean {
  if (state === 'sent') return messageId !== undefined && chat.newest.has(messageId);
  const tries = [...chat.posts.values()].filter(([first]) => first?.subject.key === subject.key);
  return state === 'unknown' && tries.some((all) => all.length > 1);
}

function findEvent({ alert }: Incident, device: string, { acknowledged }: CheckDeps) {
  return acknowledged.devices.get(`${alert.hub?.name}/${device}`);
}

function isAway({ what }: GoneDevice): boolean {
  return what === 'away' || what === 'flapping';
}

async function listMembers(key: string, { store }: CheckDeps): Promise<GoneDevice[]> {
  const members: GoneDevice[] = [];
  for (let page = 1; ; page++) {
    const some = await store.incidentBook.listMembers(key, page);
    members.push(...some.members);
    if (some.members.length === 0 || members.length >= some.total) return members;
  }
}
