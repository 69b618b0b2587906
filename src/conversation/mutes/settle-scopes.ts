import { findSimilarDevices } from '../../diagnosis/device/similar-devices';
import type { MuteScope } from '../../ports/mute-book';
import type { Report } from '../../reports/report';
import type { Asker } from '../answer-deps';
import { isSameHub, listKnownHubs, whereAnswered } from '../hubs/known-hubs';
import type { Understanding } from '../intent';
import type { MuteAnswerDeps } from './mute-answer-deps';
import { reportHubUnknown, reportMeantWhich, reportNearlySame } from './report-mute-doubt';

/** What is to be muted, or heard of, with what is odd about it; or the report that asks back. */
export type SettledScopes =
  | { kind: 'scopes'; scopes: MuteScope[]; notes: string[] }
  | { kind: 'doubt'; report: Report };

/** `anyway` on a button: the person was told of the doubt and means it. */
export async function settleScopes(
  understanding: Understanding,
  asker: Asker,
  deps: MuteAnswerDeps,
): Promise<SettledScopes> {
  const { devices, pattern, cause, hub, anyway } = understanding.parameters;
  const names = await knownHubs(deps);
  const known = names?.find((name) => hub !== undefined && isSameHub(name, hub));
  if (hub !== undefined && names !== undefined && known === undefined && anyway !== true) {
    return { kind: 'doubt', report: reportHubUnknown(understanding, hub, names) };
  }
  const on = hub === undefined ? {} : { hub: known ?? hub };
  if (devices !== undefined) return settleDevices(understanding, devices, on, names, asker, deps);
  if (pattern !== undefined) return only({ kind: 'pattern', value: pattern, ...on });
  if (cause !== undefined) return only({ kind: 'cause', value: cause, ...on });
  return settleHub(understanding, on.hub ?? '', asker, deps);
}

/** A bare word may be a device that is called almost like a hub. */
async function settleHub(
  understanding: Understanding,
  hub: string,
  asker: Asker,
  deps: MuteAnswerDeps,
): Promise<SettledScopes> {
  const isBare = isSaidBare(asker, understanding);
  const same = isBare ? await findDevice(hub, undefined, deps) : undefined;
  if (same !== undefined && same.length > 0) {
    return { kind: 'doubt', report: reportMeantWhich(understanding, hub) };
  }
  return only({ kind: 'hub', value: hub });
}

async function settleDevices(
  understanding: Understanding,
  devices: string[],
  on: { hub?: string },
  hubs: string[] | undefined,
  asker: Asker,
  deps: MuteAnswerDeps,
): Promise<SettledScopes> {
  const [first = ''] = devices;
  const isAlone = devices.length === 1 && understanding.parameters.anyway !== true;
  const alsoHub = hubs?.find((name) => isSameHub(name, first));
  if (isAlone && alsoHub !== undefined && isSaidBare(asker, understanding)) {
    return { kind: 'doubt', report: reportMeantWhich(understanding, first) };
  }
  const named = { on, isAlone, hubs: devices.length > 1 && !saysKind(asker) ? hubs : [] };
  const scopes: MuteScope[] = [];
  const notes: string[] = [];
  for (const device of devices) {
    const { scope, near = [], note } = await settleDevice(device, named, deps);
    if (near.length > 0) {
      return { kind: 'doubt', report: reportNearlySame(understanding, device, near) };
    }
    scopes.push(scope);
    if (note !== undefined) notes.push(note);
  }
  return { kind: 'scopes', scopes, notes };
}

/** One of a list; "contoso-hub and north-hub" are hubs, unless there is a device that is called so. */
async function settleDevice(
  value: string,
  {
    on,
    isAlone,
    hubs = [],
  }: { on: { hub?: string }; isAlone: boolean; hubs?: string[] | undefined },
  deps: MuteAnswerDeps,
): Promise<{ scope: MuteScope; near?: string[]; note?: string }> {
  const device: MuteScope = { kind: 'device', value, ...on };
  const records = await findDevice(value, on.hub, deps);
  if (records !== undefined && records.length > 0) return { scope: device };
  const hub = hubs.find((name) => isSameHub(name, value));
  if (hub !== undefined) return { scope: { kind: 'hub', value: hub } };
  if (records === undefined) return { scope: device };
  const seen = isAlone ? await listLike(value, on.hub, deps) : undefined;
  if (seen?.includes(value)) return { scope: device };
  return {
    scope: device,
    near: findSimilarDevices(value, seen ?? []),
    note: sayUnheard(value, seen !== undefined),
  };
}

function sayUnheard(device: string, wereLogsAsked: boolean): string {
  const who = wereLogsAsked ? 'Neither Event Grid nor the logs' : 'Event Grid';
  return `${who} told ${wereLogsAsked ? 'anything' : 'nothing'} of ${device} so far: check that the id is right.`;
}

function isSaidBare({ words }: Asker, { parameters }: Understanding): boolean {
  return words !== undefined && parameters.anyway !== true && !saysKind({ words });
}

function saysKind({ words = '' }: Pick<Asker, 'words'>): boolean {
  return /(?<![\w-])(?:hub|device|devices|sensor|gateway|everything|all)\s/i.test(words);
}

async function knownHubs({ hubs, clock }: MuteAnswerDeps): Promise<string[] | undefined> {
  return hubs === undefined ? undefined : listKnownHubs(hubs, clock.now());
}

function findDevice(device: string, hub: string | undefined, { mutes }: MuteAnswerDeps) {
  const asking = mutes?.findDevice?.(device, hub);
  return asking === undefined ? Promise.resolve(undefined) : whereAnswered(asking);
}

async function listLike(
  device: string,
  hub: string | undefined,
  { mutes }: MuteAnswerDeps,
): Promise<string[] | undefined> {
  const asking = mutes?.listLike?.(device, hub);
  return asking === undefined ? undefined : await whereAnswered(asking);
}

function only(scope: MuteScope): SettledScopes {
  return { kind: 'scopes', scopes: [scope], notes: [] };
}
