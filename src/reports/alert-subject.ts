import type { HubSummary } from '../diagnosis/diagnosis';
import type { Alert } from '../ports/alert';
import type { GoneDevices, JoinedAlert } from '../ports/incident-book';
import type { AppError } from '../shared/app-error';

/** What a card of an alert is drawn from. */
export interface AlertSubject {
  /** The incident's; absent where nothing can be done about it. */
  key?: string;
  alert: Alert;
  state: 'firing' | 'resolved' | 'silent';
  /** While it fires: somebody looks after it, or some of it is over. */
  stage?: 'acknowledged' | 'recovering';
  acknowledged?: { by: string; at: Date };
  /** Present where Event Grid told of devices. */
  devices?: GoneDevices;
  /** Other alerts about the same, and how many joined beside these. */
  joined?: JoinedAlert[];
  moreJoined?: number;
  /** When it was closed without a word that it is over. */
  silentAt?: Date;
  /** The logs' answer; without it and without `failure` the logs are still being asked. */
  summary?: HubSummary;
  /** Why the logs could not be asked. */
  failure?: AppError;
  /** Set while the question waits for its turn: for about so many seconds. */
  queuedSeconds?: number;
  history: { at: Date; text: string }[];
  /** What is planned, in words that go on after "Next:". */
  next?: { at: Date; text: string };
  /** Present when it fired, or was told about, more than once. */
  firings?: { times: number; firstAt: Date; lastAt: Date };
  /** Once nothing more is planned: what became different between the first answer and the last. */
  comparison?: { since: Date; at: Date; changes: string[] };
  /** When a message was sent whose delivery is unknown: this one may repeat it. */
  mayRepeatOf?: Date;
}
