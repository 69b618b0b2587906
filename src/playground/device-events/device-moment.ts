/** Something that Event Grid tells of a device. */
export interface DeviceMoment {
  hub: string;
  deviceId: string;
  what: 'connected' | 'disconnected' | 'created' | 'deleted';
  at: Date;
}
