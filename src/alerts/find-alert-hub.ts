import type { Alert, HubCertainty } from '../ports/alert';
import type { Hub, HubDirectory } from '../ports/hub';
import { type NamedResource, readResourceId } from './read-resource-id';

/** Whatever in an alert may name its hub, as the sender wrote it. */
export interface HubClues {
  /** ARM ids. */
  targets: string[];
  /** Values of `_ResourceId`, `ResourceId` or `Resource`: ARM ids or bare names. */
  resources: string[];
  /** Configuration items: ARM ids or bare names of whatever the rule's rows are about. */
  items: string[];
  /** Values of other dimensions: a configuration item of the same name is a computer, not a hub. */
  otherValues: string[];
  /** True for log alerts: their target is the workspace, not what the rows are about. */
  isAboutRows: boolean;
  /** True when a workspace is named by something else than its ARM id. */
  namesWorkspace: boolean;
  /** True when the query reads logs of IoT hubs: a bare name in it is the name of a hub. */
  readsHubLogs: boolean;
}

export type AlertHub = Pick<Alert, 'hub' | 'hubs' | 'hubCertainty' | 'unknownHub' | 'notAHub'>;

/**
 * Which hub an alert is about. The payload only selects among the hubs we know: nothing in it
 * decides where we connect. What it names beside them is kept as a name, to be said on a card.
 */
export function findAlertHub(clues: HubClues, hubs: HubDirectory): AlertHub {
  const named = judge(clues.targets.map(readResourceId), hubs);
  if (named.hubs.length > 0) return found(named.hubs, 'named');
  const isWorkspace = named.workspaces > 0 || clues.namesWorkspace;
  if (!clues.isAboutRows && !isWorkspace) return notFound(named);
  const readName = nameReader(clues, hubs);
  const bySplit = judge(clues.resources.map(readName), hubs);
  if (bySplit.hubs.length > 0) return found(bySplit.hubs, 'dimension');
  const byItem = judge(clues.items.map(readName), hubs);
  if (byItem.hubs.length > 0) return found(byItem.hubs, 'item');
  const somethingElse = [bySplit, byItem, named].find(namesSomething);
  if (somethingElse !== undefined) return notFound(somethingElse);
  return isWorkspace ? ofWorkspace(hubs) : notFound(named);
}

/** What a list of names comes down to. */
interface Judgement {
  hubs: Hub[];
  workspaces: number;
  unknownHub: string | undefined;
  notAHub: string | undefined;
}

function judge(resources: (NamedResource | undefined)[], hubs: HubDirectory): Judgement {
  const known: Hub[] = [];
  const judgement: Judgement = {
    hubs: known,
    workspaces: 0,
    unknownHub: undefined,
    notAHub: undefined,
  };
  for (const resource of resources) {
    if (resource === undefined) continue;
    if (resource.kind === 'workspace') judgement.workspaces += 1;
    else if (resource.kind === 'other') judgement.notAHub ??= resource.words;
    else {
      const hub = hubs.find(resource.name);
      if (hub === undefined) judgement.unknownHub ??= resource.name;
      else if (!known.some(({ name }) => isSameName(name, hub.name))) known.push(hub);
    }
  }
  return judgement;
}

function namesSomething(judgement: Judgement): boolean {
  return judgement.unknownHub !== undefined || judgement.notAHub !== undefined;
}

/**
 * A bare name may be a hub's: AzureDiagnostics has it in `Resource`, in capitals. It is one when we
 * know it, or when the query reads logs of hubs and nothing else is called like that.
 */
function nameReader(
  { otherValues, readsHubLogs }: HubClues,
  hubs: HubDirectory,
): (text: string) => NamedResource | undefined {
  const isIn = (names: string[], name: string) => names.some((each) => isSameName(each, name));
  const ours = hubs.all().map(({ name }) => name);
  return (text) => {
    const resource = readResourceId(text);
    if (resource !== undefined || text === '') return resource;
    const isHub = isIn(ours, text) || (readsHubLogs && !isIn(otherValues, text));
    return isHub ? { kind: 'hub', name: text } : { kind: 'other', words: text.slice(0, 200) };
  };
}

function found(hubs: Hub[], hubCertainty: HubCertainty): AlertHub {
  return { hub: hubs[0], hubs, hubCertainty, unknownHub: undefined, notAHub: undefined };
}

function notFound({ unknownHub, notAHub }: Judgement): AlertHub {
  return {
    hub: undefined,
    hubs: [],
    hubCertainty: 'none',
    unknownHub,
    notAHub: unknownHub === undefined ? notAHub : undefined,
  };
}

/** Any of the configured ones; in local mode there is no list of them. */
function ofWorkspace(hubs: HubDirectory): AlertHub {
  const all = hubs.all();
  return {
    hub: all.length === 1 ? all[0] : undefined,
    hubs: all,
    hubCertainty: 'workspace',
    unknownHub: undefined,
    notAHub: undefined,
  };
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
