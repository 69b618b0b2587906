import { armFaultKinds } from './arm-faults';
import type { ArmPart, Effect } from './fault-effects';

/** The services that stand here, as far as they can fail by themselves. */
export type FaultPart = 'logs' | 'twins' | ArmPart;

interface FaultKind {
  name: string;
  /** What it does, in one sentence. */
  what: string;
  /** Under which words it is shown among so many. */
  group: string;
  effect: Effect;
  parts: readonly FaultPart[];
}

/** Every service that can fail by itself. */
export const faultParts = ['logs', 'twins', 'metrics', 'health', 'hub', 'diagnostics'] as const;
const logsOnly = ['logs'] as const;

/** Everything that can be switched on, in the order it is shown. */
export const faultKinds = [
  kind('unreachable', 'Every connection is cut before an answer.', faultParts),
  kind('tls', 'Bytes come back that no client can make sense of.', faultParts),
  kind('401', 'The token is not accepted.', faultParts),
  kind('403', 'The identity lacks its role.', faultParts),
  kind('404', 'The workspace, the hub, or the path, does not exist.', faultParts),
  kind('429', 'Too many requests; come back in 20 seconds.', faultParts),
  kind('503', 'The service is unavailable.', faultParts),
  kind('504', 'A gateway gives up on the service.', faultParts),
  kind('time-out', 'No answer until the fault is switched off.', faultParts),
  kind('aborted', 'The connection is cut in the middle of the answer.', faultParts),
  kind('not-json', 'A web page comes instead of an answer.', faultParts),
  kind('empty-200', 'Success, and nothing in it.', faultParts),
  kind('empty-204', 'No content, as of a workspace without any data.', logsOnly),
  kind('partial', 'Half of the rows, and an error beside them.', logsOnly),
  kind('row-cap', 'No more than 10 rows, and a note that there are more.', logsOnly),
  kind('missing-table', 'No log was ever routed to the workspace.', logsOnly),
  kind('missing-column', 'The column properties_s does not exist.', logsOnly),
  kind('null-dates', 'Every second row has no times.', logsOnly),
  kind('slow', 'Every answer takes 3 seconds, or as many as asked for.', faultParts),
  ...armFaultKinds,
] as const;

function kind<Name extends Effect>(name: Name, what: string, parts: readonly FaultPart[]) {
  const group = parts.length > 1 ? 'All of Azure' : 'Log queries';
  return { name, what, group, effect: name, parts } satisfies FaultKind;
}

export type FaultName = (typeof faultKinds)[number]['name'];

/** A fault that is switched on. */
export interface ActiveFault {
  fault: FaultName;
  effect: Effect;
  /** Only this part fails; all that can, when absent. */
  part?: FaultPart;
  /** When it ends by itself, and how many requests it still spoils. */
  until?: Date;
  timesLeft?: number;
  /** How long `slow` takes. */
  milliseconds: number;
}

export interface FaultOrder {
  fault: FaultName;
  part?: FaultPart;
  seconds?: number;
  times?: number;
  milliseconds?: number;
}

/** Which faults are on. Several may be; the newest that fits a request is its fault. */
export interface FaultSwitch {
  turnOn(order: FaultOrder): void;
  /** Ends all of them and lets go of whoever is held. */
  turnOff(): void;
  active(): ActiveFault[];
  /** The fault of one request to this part; a limited one is used up by it. */
  take(part: FaultPart): ActiveFault | undefined;
  /** Resolves when faults are switched off or exchanged, or one is found to have ended. */
  released(): Promise<void>;
}

export function createFaultSwitch(deps: { now(): Date }): FaultSwitch {
  let faults: ActiveFault[] = [];
  let release = createRelease();

  const active = () => {
    const now = deps.now();
    const ended = faults.some(({ until }) => until !== undefined && until <= now);
    faults = faults.filter((one) => !isOver(one, now));
    if (ended) letGo();
    return faults;
  };
  const letGo = () => {
    release.now();
    release = createRelease();
  };

  return {
    turnOn(order) {
      const others = active().filter(({ fault }) => fault !== order.fault);
      faults = [activate(order, deps.now()), ...others];
      letGo();
    },
    turnOff() {
      faults = [];
      letGo();
    },
    active: () => active().map((one) => ({ ...one })),
    take(part) {
      const found = active().find((one) => canSpoil(one, part));
      if (!found) return undefined;
      if (found.timesLeft !== undefined) found.timesLeft -= 1;
      return { ...found };
    },
    released: () => release.promise,
  };
}

export function isFaultName(name: string): name is FaultName {
  return faultKinds.some((kind) => kind.name === name);
}

function activate({ fault, part, seconds, times, milliseconds }: FaultOrder, now: Date) {
  return {
    fault,
    effect: findKind(fault)?.effect ?? 'unreachable',
    ...(part && { part }),
    ...(seconds !== undefined && { until: new Date(now.getTime() + seconds * 1000) }),
    ...(times !== undefined && { timesLeft: times }),
    milliseconds: milliseconds ?? usualSlownessMs,
  };
}

function isOver({ until, timesLeft }: ActiveFault, now: Date): boolean {
  return timesLeft === 0 || (until !== undefined && until <= now);
}

function canSpoil({ fault, part: only }: ActiveFault, part: FaultPart): boolean {
  if (only !== undefined && only !== part) return false;
  return findKind(fault)?.parts.includes(part) ?? false;
}

function findKind(fault: FaultName): FaultKind | undefined {
  return faultKinds.find(({ name }) => name === fault);
}

function createRelease(): { promise: Promise<void>; now(): void } {
  let now = () => {};
  const promise = new Promise<void>((resolve) => {
    now = resolve;
  });
  return { promise, now };
}

const usualSlownessMs = 3000;
