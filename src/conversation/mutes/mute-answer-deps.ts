import type { AnswerDeps } from '../answer-deps';

/** What an answer about mutes is made with. */
export type MuteAnswerDeps = Pick<
  AnswerDeps,
  'mutes' | 'hubs' | 'clock' | 'timeZone' | 'context' | 'log'
>;
