/** The body of `GET /twins/{id}`, as far as it has to be known here. */
export interface LocalTwin {
  deviceId: string;
  /** Not Azure's: the hub of this device, where ids repeat over hubs. */
  hub?: string;
  [field: string]: unknown;
}

/** The identity registries of all local hubs. */
export interface TwinShelf {
  /** Adds or replaces; gives the reason when the value is no twin. */
  put(value: unknown): string | undefined;
  /** The body without our own `hub`. A twin that names no hub belongs to every one. */
  find(deviceId: string, hub: string | undefined): Record<string, unknown> | undefined;
  /** Every twin of this hub, named in lower case, and those of every hub. */
  ofHub(hub: string): LocalTwin[];
  hubs(): string[];
  /** Whether there is any twin of this hub: without one, its registry was not given at all. */
  hasRegistry(hub: string | undefined): boolean;
}

export function createTwinShelf(): TwinShelf {
  /** By device id, which is case-sensitive, then by lower-case hub; '' is the twin of every hub. */
  const twins = new Map<string, Map<string, LocalTwin>>();
  return {
    put(value) {
      const refused = refuseTwin(value);
      if (refused !== undefined) return refused;
      const twin = value as LocalTwin;
      const byHub = twins.get(twin.deviceId) ?? new Map<string, LocalTwin>();
      twins.set(twin.deviceId, byHub.set((twin.hub ?? '').toLowerCase(), twin));
      return undefined;
    },
    find(deviceId, hub) {
      const byHub = twins.get(deviceId);
      const twin = hub === undefined ? firstOf(byHub) : (byHub?.get(hub) ?? byHub?.get(''));
      return twin && withoutHub(twin);
    },
    ofHub: (hub) => [...twins.values()].flatMap((byHub) => byHub.get(hub) ?? byHub.get('') ?? []),
    hubs: () => hubNames(twins.values()),
    hasRegistry: (hub) =>
      [...twins.values()].some((byHub) => hub === undefined || byHub.has('') || byHub.has(hub)),
  };
}

function refuseTwin(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'a twin must be a JSON object';
  }
  const { deviceId, hub } = value as { deviceId?: unknown; hub?: unknown };
  if (typeof deviceId !== 'string' || deviceId === '') return 'deviceId is missing';
  return hub === undefined || typeof hub === 'string' ? undefined : 'hub is not a text';
}

function withoutHub(twin: LocalTwin): Record<string, unknown> {
  const { hub: _, ...body } = twin;
  return body;
}

function firstOf(byHub: Map<string, LocalTwin> | undefined): LocalTwin | undefined {
  return byHub?.values().next().value;
}

function hubNames(all: Iterable<Map<string, LocalTwin>>): string[] {
  const names = new Set<string>();
  for (const byHub of all) for (const hub of byHub.keys()) names.add(hub);
  names.delete('');
  return [...names].sort();
}
