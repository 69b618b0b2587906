import type { AnswerDeps } from '../answer-deps';

/** What questions about hubs take of what answers take. */
export type HubAnswerDeps = Pick<AnswerDeps, 'hubs' | 'clock' | 'context'>;
