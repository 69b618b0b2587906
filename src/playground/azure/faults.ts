/** The services that stand here, as far as they can fail by themselves. */
type FaultPart = 'logs' | 'twins';

interface FaultKind {
  name: string;
  /** What it does, in one sentence. */
  what: string;
  parts: readonly FaultPart[];
}

const both = ['logs', 'twins'] as const;
const logsOnly = ['logs'] as const;

/** Everything that can be switched on, in the order it is shown. */
export const faultKinds = [
  { name: 'unreachable', what: 'Every connection is cut before an answer.', parts: both },
  { name: 'tls', what: 'Bytes come back that no client can make sense of.', parts: both },
  { name: '401', what: 'The token is not accepted.', parts: both },
  { name: '403', what: 'The identity lacks its role.', parts: both },
  { name: '404', what: 'The workspace, or the path, does not exist.', parts: both },
  { name: '429', what: 'Too many requests; come back in 20 seconds.', parts: both },
  { name: '503', what: 'The service is unavailable.', parts: both },
  { name: '504', what: 'A gateway gives up on the service.', parts: both },
  { name: 'time-out', what: 'No answer until the fault is switched off.', parts: both },
  { name: 'aborted', what: 'The connection is cut in the middle of the answer.', parts: both },
  { name: 'not-json', what: 'A web page comes instead of an answer.', parts: both },
  { name: 'empty-200', what: 'Success, and nothing in it.', parts: both },
  { name: 'empty-204', what: 'No content, as of a workspace without any data.', parts: logsOnly },
  { name: 'partial', what: 'Half of the rows, and an error beside them.', parts: logsOnly },
  {
    name: 'row-cap',
    what: 'No more than 10 rows, and a note that there are more.',
    parts: logsOnly,
  },
  { name: 'missing-table', what: 'No log was ever routed to the workspace.', parts: logsOnly },
  { name: 'missing-column', what: 'The column properties_s does not exist.', parts: logsOnly },
  { name: 'null-dates', what: 'Every second row has no times.', parts: logsOnly },
  { name: 'slow', what: 'Every answer takes 3 seconds, or as many as asked for.', parts: both },
] as const satisfies readonly FaultKind[];

export type FaultName = (typeof faultKinds)[number]['name'];

/** A fault that is switched on. */
export interface ActiveFault {
  fault: FaultName;
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
  const parts: readonly FaultPart[] = faultKinds.find(({ name }) => name === fault)?.parts ?? [];
  return parts.includes(part);
}

function createRelease(): { promise: Promise<void>; now(): void } {
  let now = () => {};
  const promise = new Promise<void>((resolve) => {
    now = resolve;
  });
  return { promise, now };
}

const usualSlownessMs = 3000;
