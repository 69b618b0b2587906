import type { Cause, Confidence } from '../../src/diagnosis/diagnosis';
import type { ExportedRecord } from '../../src/playground/azure/exported-record';
import type { When } from './story-time';

/** Everything that Azure holds in one story, in the form of a local data folder. */
export interface World {
  /** `logs/*.jsonl`. */
  records: ExportedRecord[];
  /** `twins.json`; absent: the registry cannot be asked, which says nothing about any device. */
  twins?: TwinBody[];
  /** `health.json`: `{hub: availability status}`. */
  health?: Record<string, HealthBody>;
  /** `hub.json`: `{hub: ARM body}`. */
  hub?: Record<string, HubBody>;
  /** `metrics.json`: `{hub: {metric: points}}`. */
  metrics?: Record<string, Record<string, MetricBody[]>>;
}

export interface TwinBody {
  deviceId: string;
  hub?: string;
  status: 'enabled' | 'disabled';
  statusReason?: string;
  statusUpdateTime: string;
  connectionState: 'Connected' | 'Disconnected';
  lastActivityTime: string;
  authenticationType: string;
}

export interface HealthBody {
  properties: {
    availabilityState: 'Available' | 'Unavailable' | 'Degraded' | 'Unknown';
    title: string;
    summary: string;
    reasonType: string;
    occuredTime: string;
  };
}

export interface HubBody {
  location: string;
  sku: { name: string; capacity: number };
  properties: {
    state: string;
    publicNetworkAccess?: 'Enabled' | 'Disabled';
    ipFilterRules?: { filterName: string; action: 'Accept' | 'Reject'; ipMask: string }[];
  };
}

export interface MetricBody {
  timeStamp: string;
  average?: number;
  minimum?: number;
  maximum?: number;
  total?: number;
}

export interface Question {
  device: string;
  hub?: string;
  from?: When;
  now?: When;
}

/** What a careful reader of the documents answers. */
export interface Expected {
  /** More than one only where the documents leave more than one defensible. */
  cause: Cause | readonly Cause[];
  /** Causes that would harm whoever believes them; `token-renewal` unless it is the answer. */
  never?: readonly Cause[];
  atLeast?: Confidence;
  atMost?: Confidence;
}

export interface Scenario {
  name: string;
  /** What really happened, in a sentence. */
  story: string;
  world(): World;
  /** 24 hours to 18:00 where nothing else is said. */
  ask: Question;
  expected: Expected;
}

/** Only a token renewal is harmless for certain; trouble is not; the rest is for the reader to say. */
export function benignOf(cause: Cause): boolean | null {
  if (cause === 'token-renewal') return true;
  return openToJudgement.has(cause) ? null : false;
}

const openToJudgement: ReadonlySet<Cause> = new Set([
  'graceful-close',
  'platform-upgrade',
  'no-disconnects',
  'no-evidence',
  'undetermined',
]);
