import type { PeopleQuestion, QueryTable } from '../diagnosis/asking/run-people-query';
import type { Diagnosis, HubSummary } from '../diagnosis/diagnosis';
import type { DecodedText } from '../knowledge/decode-error-text';
import type { ConversationAddress } from '../ports/chat-channel';
import type { Clock } from '../ports/clock';
import type { RouteBook } from '../ports/route-book';
import type { TimeWindow } from '../ports/time-window';
import type { ChecklistReport, Report } from '../reports/report';
import type { ReportContext } from '../reports/report-context';

import type { Logger } from '../shared/logger';
import type { HubDeps } from './hubs/known-hubs';
import type { IncidentDeps } from './incidents/incident-deps';
import type { MuteDeps } from './mutes/mute-deps';
import type { QueryShelf } from './query-shelf';
import type { TrailDeps } from './trail/trail-deps';

export interface DeviceQuestion {
  device: string;
  hubName?: string;
  /** Where no hub is named and several have the device: the one that is meant, if it is among them. */
  preferredHub?: string;
  window: TimeWindow;
}

interface HubQuestion {
  hubName?: string;
  window: TimeWindow;
}

/** Who asks. The terminal has no conversation and cannot subscribe. */
export interface Asker {
  person: { id: string; name: string };
  conversation?: ConversationAddress;
  /** IANA zone of the person; the bot's own where the platform does not tell. */
  timeZone?: string;
  /** What was typed, absent for a button: a hub named in words is the conversation's from then on. */
  words?: string;
}

export interface QueryDeps {
  run(question: PeopleQuestion): Promise<QueryTable>;
  shelf: QueryShelf;
}

/** Hears that a question waits for the logs: its place, 1 being next, and about how many seconds. */
export type OnQueued = (position: number, seconds: number) => void;

/** Called at most once, before the answer that can be given soon. */
export type OnLater<Answer> = (later: Promise<Answer>) => void;

export interface AnswerDeps {
  /** What can be said soon; `onLater` hears of the whole answer, where that takes longer. */
  diagnose(question: DeviceQuestion, onLater?: OnLater<Diagnosis>): Promise<Diagnosis>;
  summarize(question: HubQuestion, onLater?: OnLater<HubSummary>): Promise<HubSummary>;
  /** Hears of a report that takes the place of the one that was given. */
  onLater?: OnLater<Report>;
  decode(text: string): DecodedText;
  check(question: DeviceQuestion): Promise<ChecklistReport>;
  /** Absent where there are no logs to ask by name. */
  queries?: QueryDeps;
  /** When the oldest row was logged that is kept; absent where that is not told. */
  findOldestRow?(question: { hubName?: string }): Promise<Date | undefined>;
  /** Absent where hubs are neither checked nor remembered. */
  hubs?: HubDeps;
  /** Absent where nothing is muted, such as in a terminal. */
  mutes?: MuteDeps;
  /** Absent where nothing is kept of what was decided. */
  trail?: TrailDeps;
  /** Absent where there are no incidents. */
  incidents?: IncidentDeps;
  /** How many short absences were hidden; absent where no events come in. */
  countHidden?(hub: string | undefined, window: TimeWindow): Promise<number>;
  routes: RouteBook;
  clock: Clock;
  timeZone: string;
  context(): ReportContext;
  log: Logger;
}
