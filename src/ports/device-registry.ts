import type { Hub } from './hub';

/** What `GET /twins/{id}` says of a device; never its keys. Times the hub never set are absent. */
export interface DeviceTwin {
  deviceId: string;
  hubName: string;
  status: 'enabled' | 'disabled';
  statusReason: string | undefined;
  statusUpdatedAt: Date | undefined;
  /** For debugging only: up to five minutes late, and only kept for MQTT and AMQP. */
  connectionState: 'Connected' | 'Disconnected' | undefined;
  lastActivityAt: Date | undefined;
  authenticationType: string | undefined;
}

/**
 * The hub's identity registry, read only. `findTwin` gives undefined when the hub says that the
 * device is not registered; otherwise it throws AppError `registry_unreachable`,
 * `registry_unauthorized`, `registry_forbidden`, `registry_throttled` or `registry_unreadable`.
 */
export interface DeviceRegistry {
  findTwin(hub: Hub, deviceId: string, signal?: AbortSignal): Promise<DeviceTwin | undefined>;
}
