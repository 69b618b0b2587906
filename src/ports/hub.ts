/** An IoT hub. Names compare without case; the ARM id is absent where only logs named the hub. */
export interface Hub {
  name: string;
  resourceId?: string;
  /** `{name}.azure-devices.net` in the public cloud. */
  hostName: string;
}

/**
 * The hubs we may talk to. They come from settings only: a payload or a question selects one of
 * them and never adds one. In local mode every name is known.
 */
export interface HubDirectory {
  find(name: string): Hub | undefined;
  /** The configured ones; empty in local mode. */
  all(): Hub[];
}
