import type { TimeWindow } from './time-window';

/**
 * What an alert says, by kind. All texts are somebody else's: plain, cut to a length, and empty
 * where the sender gave none. Nothing in it was verified by us.
 */
export type AlertAbout =
  | MetricAbout
  | LogAbout
  | ActivityAbout
  | ResourceHealthAbout
  | ServiceHealthAbout
  | BudgetAbout
  | OtherAbout
  | DevicesAbout;

/** The figures are in the alert's `criteria`. */
export interface MetricAbout {
  kind: 'metric';
  threshold: 'static' | 'dynamic' | 'webtest' | 'unknown';
  /** Such as `Microsoft.Devices/IotHubs`. */
  namespace: string;
  /** Of every criterion together. */
  dimensions: AlertDimension[];
  failingPeriods: FailingPeriods | undefined;
  webTest: string;
  window: TimeWindow | undefined;
}

export interface LogAbout {
  kind: 'log';
  /** `simple` rules look at single rows and have no figures to compare. */
  generation: 'v1' | 'v2' | 'simple';
  /** To show and to copy. We never run it: it is somebody else's text. */
  query: string;
  /** V1: rows the query gave. V2: the aggregated figure that was compared. */
  resultCount: number | undefined;
  operator: string;
  threshold: number | undefined;
  /** `Count`, or how `measure` was aggregated. */
  aggregation: string;
  /** The column that was measured; empty when rows were counted. */
  measure: string;
  window: TimeWindow | undefined;
  dimensions: AlertDimension[];
  failingPeriods: FailingPeriods | undefined;
  /** Rows the alert brought along: V1 and simple rules only. */
  rows: AlertRows | undefined;
  /** The workspace's name, or its id where only that is given. */
  workspace: string;
  /** The rows in the Azure portal. */
  resultsUrl: string | undefined;
}

/** Something that somebody did: the activity log's kinds beside health. */
export interface ActivityAbout {
  kind: 'activity';
  /** `Administrative`, `Policy`, `Autoscale`, `Security`, … */
  category: string;
  /** Such as `Microsoft.Devices/IotHubs/Delete`. */
  operation: string;
  /** Enough of a name to ask the right person, never an address or a whole id. */
  caller: string;
  status: string;
  subStatus: string;
  /** `Critical`, `Error`, `Warning`, `Informational` or `Verbose`. */
  level: string;
  correlationId: string;
  /** What it was done to, as an ARM id. */
  scope: string;
  /** The event's own words, such as what autoscale did or what was found. */
  detail: string;
  at: Date | undefined;
}

export interface ResourceHealthAbout {
  kind: 'resource-health';
  /** `Available`, `Unavailable`, `Degraded` or `Unknown`. */
  current: string;
  previous: string;
  /** Such as `PlatformInitiated` or `UserInitiated`. */
  cause: string;
  /** Such as `Downtime`. */
  type: string;
  title: string;
  details: string;
  /** `Active`, `InProgress`, `Updated` or `Resolved`. */
  status: string;
  correlationId: string;
  at: Date | undefined;
  /** True when this event tells of the end: such alerts come as fired, never as resolved. */
  isOver: boolean;
}

export interface ServiceHealthAbout {
  kind: 'service-health';
  /** `Incident`, `Maintenance`, `Information`, `ActionRequired`, `Security`, … */
  incidentType: string;
  trackingId: string;
  title: string;
  service: string;
  region: string;
  /** Every service and region of the event. */
  impacted: { service: string; regions: string[] }[];
  /** True when IoT Hub or the device provisioning service is among them. */
  concernsIotHub: boolean;
  /** Such as `Active`, `Planned` or `Resolved`. */
  stage: string;
  impactStartAt: Date | undefined;
  mitigatedAt: Date | undefined;
  /** What Azure tells about it, as plain text with line breaks. */
  communication: string;
  isOver: boolean;
}

export interface BudgetAbout {
  kind: 'budget';
  name: string;
  /** Money spent, as a figure in `unit`. */
  amount: number | undefined;
  /** The whole budget. */
  limit: number | undefined;
  /** The part of the budget at which Azure tells. */
  notifyAt: number | undefined;
  forecast: number | undefined;
  /** Such as `USD`. */
  unit: string;
  /** `Actual` or `Forecasted`. */
  basis: string;
  scope: string;
}

/** Smart detectors, Prometheus rules and what comes after them. */
export interface OtherAbout {
  kind: 'other';
  /** The service that raised it, in its own spelling. */
  service: string;
  summary: string;
  /** What else it says, in the order it came. */
  facts: { label: string; value: string }[];
}

/** No alert rule's doing: devices of one hub that went away or flap, as Event Grid told. */
export interface DevicesAbout {
  kind: 'devices';
  /** How many, modules counted as well. */
  total: number;
  /** How many of them flap. */
  flapping: number;
  /** Ids of the first, without modules; at most 5. */
  devices: string[];
  /** Since when the first of them is. */
  since: Date;
}

export interface AlertDimension {
  name: string;
  value: string;
}

/** How many of the last evaluations had to fail. */
export interface FailingPeriods {
  failing: number;
  of: number;
}

export interface AlertRows {
  columns: string[];
  /** One text per column; empty for null. */
  rows: string[][];
  /** How many more the alert held. */
  more: number;
}
