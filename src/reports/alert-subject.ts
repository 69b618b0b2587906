import type { HubSummary } from '../diagnosis/diagnosis';
import type { Alert } from '../ports/alert';
import type { AppError } from '../shared/app-error';

/** What a card of an alert is drawn from. */
export interface AlertSubject {
  alert: Alert;
  state: 'firing' | 'resolved' | 'silent';
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
