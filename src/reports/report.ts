import type { CrowdShown } from './crowd-shown';
import type { AlertOriginal, Evidence, ReportTable } from './evidence';
import type {
  CommandAction,
  DecodedCode,
  Fact,
  Moment,
  ReportBase,
  Step,
  Verdict,
} from './report-parts';
import type { Timeline } from './timeline';
import type { Asked } from './told-checks';

export type { AlertOriginal, Evidence, LogReach, QueryEvidence, ReportTable } from './evidence';
export type {
  Action,
  CommandAction,
  DecodedCode,
  Fact,
  Headline,
  LinkAction,
  Moment,
  Step,
  Verdict,
} from './report-parts';

/**
 * What we want to say, in no platform's words. Strings are plain text, not markdown: a channel
 * escapes them. Times are UTC ISO 8601 strings; a channel shows them in the reader's zone.
 */
export type Report =
  | AlertReport
  | DiagnosisReport
  | SummaryReport
  | ErrorCodeReport
  | ChecklistReport
  | HelpReport
  | ProblemReport
  | NoticeReport
  | WorkingReport
  | QueryListReport
  | QueryTableReport
  | MutesReport
  | TrailReport
  | MembersReport
  | DigestReport;

export type ReportKind = Report['kind'];

export interface AlertReport extends ReportBase, CrowdShown {
  kind: 'alert';
  /** `silent`: closed because nothing more was heard of it, which is no end. */
  state: 'firing' | 'resolved' | 'silent';
  rule: string;
  hub: string;
  /** What the rule measured: "Connected devices 240 < 285 (average over 5 min)". */
  condition: string;
  firedAt: string;
  resolvedAt?: string;
  /** Absent while the logs are being asked. */
  verdict?: Verdict;
  /** What is going on while there is no verdict, or what went wrong on the way to one. */
  progress?: string;
  /** When devices came back, after how long, and why they had gone; once all are. */
  recovered?: { at: string; text: string };
  /** Other alerts about the same problem. */
  joined?: { at: string; text: string }[];
  timeline?: Timeline;
  /** What was found of each device or hub that the alert names. */
  named?: { title: string; text: string }[];
  /** What has to be known before the rest is believed, such as that the alert names no hub. */
  notes?: string[];
  /** What this kind of alert says beside its condition. */
  said?: Fact[];
  facts: Fact[];
  moments: Moment[];
  /** What was asked because of this kind of alert, such as the devices that are throttled. */
  table?: ReportTable;
  codes: DecodedCode[];
  steps: Step[];
  /** Folded. */
  original?: AlertOriginal;
  evidence?: Evidence;
  /** What happened, oldest first. */
  history: { at: string; text: string }[];
  /** What is planned, and for when. */
  next?: { at: string; text: string };
  /** What the last answer of the logs changed since the first; without `changes` nothing. */
  comparison?: { since: string; at: string; changes?: string };
  /** The history stands on the card's face: Azure tells of one event in several messages. */
  tellsHistory?: true;
  /** How the numbers stood when the logs were last asked, once the alert is over. */
  ending?: { at: string; text: string };
  /** Set when this message may repeat one whose delivery is unknown: when that was. */
  mayRepeatOf?: string;
}

export interface DiagnosisReport extends ReportBase, Asked, Pick<CrowdShown, 'oddOnes'> {
  kind: 'diagnosis';
  device: string;
  hub: string;
  window: { from: string; to: string };
  verdict: Verdict;
  timeline?: Timeline;
  facts: Fact[];
  moments: Moment[];
  codes: DecodedCode[];
  steps: Step[];
  evidence: Evidence;
}

export interface SummaryReport extends ReportBase, Asked, CrowdShown {
  kind: 'summary';
  hub: string;
  window: { from: string; to: string };
  verdict: Verdict;
  timeline?: Timeline;
  facts: Fact[];
  codes: DecodedCode[];
  /** Devices with most disconnects first; what does not fit is counted in `moreDevices`. */
  devices: { device: string; disconnects: number; codes: string; lastAt: string }[];
  moreDevices: number;
  steps: Step[];
  evidence: Evidence;
}

export interface ErrorCodeReport extends ReportBase {
  kind: 'error-code';
  asked: string;
  /** One entry mostly; several where the text fits several. */
  entries: ExplainedCode[];
  caution?: string;
}

/** A message of a device has no symptom and no cause, but says what it is evidence of. */
export interface ExplainedCode extends DecodedCode {
  symptom: string;
  aliases: string[];
  saidBy?: string;
  proves?: string;
  provesNot?: string;
}

export interface ChecklistReport extends ReportBase {
  kind: 'checklist';
  device: string;
  hub: string;
  /** Of the rows that were looked at. */
  window: { from: string; to: string };
  facts: Fact[];
  items: ChecklistItem[];
  evidence: Evidence;
}

export interface ChecklistItem {
  title: string;
  /** `ask`: only the device's side can tell. `unknown`: we could not find out, and say why. */
  state: 'passed' | 'failed' | 'ask' | 'unknown';
  stateWord: string;
  icon: string;
  finding: string;
  steps: Step[];
}

export interface HelpReport extends ReportBase {
  kind: 'help';
  intro: string;
  commands: { say: string; does: string }[];
}

/** What happened, what it means for the reader, what to do, whom to ask. */
export interface ProblemReport extends ReportBase {
  kind: 'problem';
  /** Stable lower_snake code. */
  code: string;
  happened: string;
  means: string;
  steps: Step[];
  ask: string;
  suggestions: string[];
}

/** A small confirmation, such as "This conversation now gets alert cards". */
export interface NoticeReport extends ReportBase {
  kind: 'notice';
  text: string;
}

/** Shown while the logs are being asked; replaced by the answer. */
export interface WorkingReport extends ReportBase {
  kind: 'working';
  text: string;
}

/** The queries people can run, grouped by use. */
export interface QueryListReport extends ReportBase {
  kind: 'query-list';
  intro: string;
  groups: { title: string; queries: ListedQuery[] }[];
}

interface ListedQuery {
  name: string;
  question: string;
  /** Runs it. */
  run: CommandAction;
}

/** One page of a query's rows. Cells are plain text, times in UTC, empty cells a dash. */
export interface QueryTableReport extends ReportBase {
  kind: 'query-table';
  query: string;
  question: string;
  /** Empty for all hubs. */
  hub: string;
  window: { from: string; to: string };
  /** Two to four, with relative widths. */
  columns: { heading: string; width: number }[];
  rows: { cells: { text: string }[] }[];
  /** "Rows 11 to 20 of 123, page 2 of 13"; empty without rows. */
  position: string;
  timeline?: Timeline;
  facts: Fact[];
  /** What the reader has to know: a part only, cut off, what no rows can mean. */
  notes: string[];
  steps: Step[];
  evidence: Evidence;
}

/** What is muted in a conversation, the next to end first. */
export interface MutesReport extends ReportBase {
  kind: 'mutes';
  intro: string;
  mutes: MutedShown[];
}

interface MutedShown {
  /** "device device-42 on contoso-hub". */
  scope: string;
  /** From when until when, by whom and why. */
  about: string;
  unmute: CommandAction;
}

/** Why nobody was told of a device or an alert, or who was. */
export interface TrailReport extends ReportBase {
  kind: 'trail';
  /** One sentence. */
  answer: string;
  /** What was received and decided, oldest first. */
  trail: { at: string; text: string }[];
  /** What cannot be known, and what follows from that. */
  notes: string[];
  steps: Step[];
}

/** One page of an incident's devices. Cells are plain text, times in UTC, empty cells a dash. */
export interface MembersReport extends ReportBase {
  kind: 'members';
  hub: string;
  columns: { heading: string; width: number }[];
  rows: { cells: { text: string }[] }[];
  /** "Devices 11 to 20 of 123, page 2 of 13". */
  position: string;
}

interface ShowFolded {
  tooltip: string;
  parameters: { incident: string; digest: string; page: number };
}

/**
 * One page of the problems that have no card of their own because many came at once, open ones
 * first. Cells are plain text, times in UTC.
 */
export interface DigestReport extends ReportBase {
  kind: 'digest';
  intro: string;
  columns: { heading: string; width: number }[];
  /** `show`: the button that asks for a card of its own. */
  rows: { cells: { text: string; show?: ShowFolded }[] }[];
  /** "Problems 11 to 20 of 61, page 2 of 7"; empty where there is one page. */
  position: string;
}
