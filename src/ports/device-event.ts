/**
 * Which device, or which module of one. Two are the same when device and module are equal to the
 * letter and the hubs are without regard to case, as Azure takes them.
 */
export interface DeviceKey {
  /** As the settings spell it, else as the event does. */
  hub: string;
  device: string;
  /** Empty for the device itself. */
  module: string;
}

/** What Event Grid tells about a device's connection or registration. */
export interface DeviceEvent extends DeviceKey {
  /** The event's own id: the same delivery again has the same. */
  id: string;
  kind: 'connected' | 'disconnected' | 'created' | 'deleted';
  /** Of connections only: a 256-bit number as 64 upper-case hex digits; the larger is the later. */
  sequence?: string;
  /** When it happened, as the hub says. */
  at: Date;
}

/** An event of a batch that cannot be read; the others of its batch are taken all the same. */
export interface UnreadableEvent {
  /** Its place in the batch, from 0. */
  index: number;
  /** What is wrong and in which field, without its value. */
  reason: string;
  /** At most 2 KB of it, without secrets. */
  excerpt: string;
}
