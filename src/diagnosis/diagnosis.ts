import type { TimeWindow } from '../ports/time-window';
import type { Crowd } from './crowd/crowd';

/** Why connections dropped. The ids are stable and documented in the README. */
export type Cause =
  | 'token-renewal'
  | 'graceful-close'
  | 'connection-lost'
  | 'duplicate-identity'
  | 'credential-rejected'
  | 'device-disabled'
  | 'device-not-registered'
  | 'throttled'
  | 'quota-exceeded'
  | 'platform-upgrade'
  | 'network-refused'
  | 'site-outage'
  | 'hub-fault'
  | 'undetermined'
  | 'no-disconnects'
  | 'no-evidence';

export type Confidence = 'high' | 'medium' | 'low';

export interface CodeCount {
  /** `ResultType`; empty for informational disconnects. */
  code: string;
  /** `ResultDescription`, or the knowledge base's name. */
  name: string;
  count: number;
}

/** A query that was run for this answer. `name` is its `.kql` file. */
export interface QueryRun {
  name: string;
  /** The question in one sentence: the file's first comment line. */
  question: string;
  kql: string;
  rows: number;
  window: TimeWindow;
  durationMs: number;
  partial: boolean;
  /** Why only a part came back, as the log source says it. */
  partialReason?: string;
}

/** How far the logs reach and how late rows usually are. Measured, never "complete". */
export interface LogReach {
  newestAt: Date | undefined;
  lagP50Seconds: number | undefined;
  lagP95Seconds: number | undefined;
  partial: boolean;
  /** Present when the figures of the answer are of a part of the rows: counts are lower bounds then. */
  partialReason?: string;
}

/** Disconnects counted by bin and code, as a query returned them. */
export interface DisconnectBin {
  at: Date;
  code: string;
  name: string;
  count: number;
}

interface Answer {
  /** Hub name as the logs or settings spell it; empty when nothing told. */
  hub: string;
  /** ARM id of that hub, where known: portal links need it. */
  hubResourceId: string | undefined;
  window: TimeWindow;
  cause: Cause;
  benign: boolean | null;
  confidence: Confidence;
  confidenceReason: string;
  /** The verdict in one sentence. */
  why: string;
  /** Disconnect rows. */
  disconnects: number;
  firstAt: Date | undefined;
  lastAt: Date | undefined;
  codes: CodeCount[];
  timeline: { binSeconds: number; bins: DisconnectBin[] };
  seen: string[];
  inferred: string[];
  unknowable: string[];
  /** What to do, first things first. */
  steps: AdvisedStep[];
  alternatives: { cause: Cause; why: string }[];
  queries: QueryRun[];
  logs: LogReach;
  /** Who else dropped at the moment that matters most; absent where nobody asked or nobody did. */
  crowd?: Crowd;
  /** What was asked beside the logs, and how that went. */
  checks?: SourceCheck[];
}

/** One source beside the logs. `pending`: an update follows when it has answered. */
export interface SourceCheck {
  source: 'registry' | 'hub' | 'diagnostic-settings' | 'health' | 'metrics';
  state: 'known' | 'pending' | 'skipped' | 'failed';
  /** What it said, or why it said nothing: one sentence. */
  text: string;
}

/** How many devices of a hub dropped for a cause; a device counts for the gravest of its causes. */
export interface CauseCount {
  cause: Cause;
  devices: number;
  disconnects: number;
}

export interface AdvisedStep {
  text: string;
  detail?: string;
  command?: string;
  url?: string;
}

export interface Diagnosis extends Answer {
  device: string;
  /** Every hub that has rows of this id, most rows first; the answer is about one of them. */
  hubs?: string[];
  sdk: { name: string; version: string; raw: string; newest: string | undefined } | undefined;
  protocol: string | undefined;
  /** Losses of the connection: disconnect rows within a minute and without a connect in between are one. */
  losses: number;
  connects: number;
  /** Of the newest connect row that was not refused. */
  lastConnectAt?: Date;
  /** Connected at the end of the window as far as the rows tell; undefined when they do not. */
  connectedAtEnd: boolean | undefined;
  /** Ids that look like the asked one, when that one has no rows. */
  similarDevices: string[];
}

/** What is seen of an address, and no cause: its devices may share a network, or only a gateway. */
export interface AwayTogether {
  /** As the logs mask it, such as `81.24.7.XXX`. */
  address: string;
  /** Devices that are still away and were last seen at this address. */
  away: number;
  /** Devices with any row that were last seen at this address. */
  seen: number;
}

/** What was asked beside the connections, because an alert was about it: a table of two columns. */
export interface TopicFindings {
  topic: 'throttling' | 'quota' | 'routing';
  /** The finding in a few words, for a headline: "70 devices throttled". */
  short: string;
  columns: string[];
  /** At most 50, most rows first. */
  rows: string[][];
  /** How many lines of the table are left out. */
  more: number;
}

/** One hub's share of a summary. */
export interface HubShare {
  hub: string;
  disconnects: number;
  devicesAffected: number;
  devicesSeen: number;
  stillAway: number;
}

/** What was found of one device or hub that an alert names. */
export interface NamedAnswer {
  kind: 'device' | 'hub';
  name: string;
  /** The verdict in one sentence, or why there is none. */
  why: string;
  /** Absent where it could not be asked. */
  confidence?: Confidence;
  /** Of a hub that could be asked. */
  figures?: Omit<HubShare, 'hub'>;
}

export interface HubSummary extends Answer {
  /** Each hub that has rows, the busiest first. */
  hubs?: HubShare[];
  /** Devices with at least one disconnect, most first, at most 50. */
  devices: { device: string; disconnects: number; codes: string[]; lastAt: Date }[];
  /** Distinct devices that disconnected. */
  devicesAffected: number;
  /** Distinct devices with any connection row. */
  devicesSeen: number;
  /** Devices whose last row in the window is a disconnect. */
  stillAway: number;
  /** Losses of all devices: disconnect rows of one within a minute and without a connect in between are one. */
  losses?: number;
  /** Losses after which a connect came within a minute. */
  backSoon?: number;
  /** The address that most of the devices that are still away share; at least three of them. */
  awayTogether?: AwayTogether;
  /** The device that went away last and is not back. */
  lastAway?: string;
  byCode: CodeCount[];
  /** Gravest first as a person would read them; absent where it was not asked. */
  byCause?: CauseCount[];
  /** Devices whose every loss was a token renewal: not worth a person's time. */
  benignHidden?: number;
  /** Present when an alert asked for more than the connections. */
  findings?: TopicFindings;
  /** Present when an alert named devices, or several hubs: what was found of each. */
  named?: NamedAnswer[];
}
