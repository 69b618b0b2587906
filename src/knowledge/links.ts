import records from './documents.json';
import portRecords from './ports.json';

export type LinkName = keyof typeof records;

export interface Link {
  title: string;
  url: string;
}

/** Public documents and places by name. */
export const links: Readonly<Record<LinkName, Link>> = records;

export interface ProtocolPort {
  protocol: string;
  port: number;
  /** What to use where this port is blocked. */
  insteadUse?: string;
}

/** Outgoing TCP ports that devices need, by protocol. */
export const ports: readonly ProtocolPort[] = portRecords.protocols;
