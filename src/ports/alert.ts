import type { AlertAbout } from './alert-about';
import type { Hub } from './hub';

/** One firing or resolving of an Azure Monitor alert rule, whatever schema it came in. */
export interface Alert {
  /**
   * The same for the firing and its resolving: Azure's `alertId`; in schemas without one, what
   * they give to tell the rule and the resource.
   */
  id: string;
  condition: 'fired' | 'resolved';
  firedAt: Date;
  resolvedAt: Date | undefined;
  /** Where the times come from: some schemas have none, then it is when the alert reached us. */
  timesFrom: 'sender' | 'receipt';
  /** Empty where the schema does not name its rule. */
  rule: string;
  /** `Sev0` (critical) to `Sev4` (verbose); `unknown` where the sender gave none. */
  severity: string;
  /** Plain text: tags of HTML are gone. */
  description: string;
  /** The hub the alert is about: the first it names that is one of ours. */
  hub: Hub | undefined;
  /** Every hub it is or may be about, `hub` first; `hubCertainty` says how we know. */
  hubs: Hub[];
  hubCertainty: HubCertainty;
  /** The name of a hub that the alert is about and that is not configured. */
  unknownHub: string | undefined;
  /** What the alert is about where that is no hub, in words for people. */
  notAHub: string | undefined;
  /** ARM ids as the sender wrote them. */
  targets: string[];
  criteria: MetricCriterion[];
  /** ISO 8601 length of the evaluation window, such as `PT5M`. */
  windowSize: string | undefined;
  portalUrl: string | undefined;
  /** What the alert says, by its kind. */
  about: AlertAbout;
  /** Set where Azure tells of one event in several messages: `id` then is the event's. */
  event?: EventMessage;
}

/** One of several messages about an event. */
export interface EventMessage {
  /** Tells it from the event's other messages; the same message again has the same. */
  message: string;
  /** What it says in a word, such as `Degraded` or `RCA`; empty where nothing plain was said. */
  word: string;
}

/**
 * How we know which hub an alert is about. `named`: it is the alert's target. `dimension`: the rule
 * splits by resource, and this is the one. `item`: it is among the alert's configuration items.
 * `workspace`: the alert names nothing but its workspace, so it may be any configured hub.
 * `none`: no configured hub.
 */
export type HubCertainty = 'named' | 'dimension' | 'item' | 'workspace' | 'none';

export interface MetricCriterion {
  metric: string;
  operator: string;
  /** What the metric was compared with; for dynamic thresholds the bound Azure computed. */
  threshold: number | undefined;
  value: number | undefined;
  aggregation: string;
  /** Present for dynamic thresholds only. */
  sensitivity: string | undefined;
}
