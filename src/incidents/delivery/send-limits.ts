import type { SendLimits } from '../../ports/outbox';

/**
 * What the bot allows itself, just below what Teams allows: 7 in 1 s, 8 in 2 s, 60 in 30 s and 1,800
 * in 1 h a conversation, 50 in 1 s for the whole bot. A delay on the way pushes sends together, so a
 * limit is never used up.
 * Source: Microsoft Learn, "Rate limiting for bots in Teams".
 */
export const answerLimits: SendLimits = {
  perConversation: [
    { sends: 6, withinMs: 1_000 },
    { sends: 7, withinMs: 2_000 },
    { sends: 54, withinMs: 30_000 },
    { sends: 1_700, withinMs: 3_600_000 },
  ],
  wholeBot: { sends: 45, withinMs: 1_000 },
};

/** What news may use of it: the rest is left for answers to people. */
export const newsLimits: SendLimits = {
  perConversation: [
    { sends: 5, withinMs: 1_000 },
    { sends: 6, withinMs: 2_000 },
    { sends: 48, withinMs: 30_000 },
    { sends: 1_500, withinMs: 3_600_000 },
  ],
  // So many messages a minute can be followed while one works; updates wait, and are merged.
  updates: [
    { sends: 6, withinMs: 60_000 },
    { sends: 36, withinMs: 30_000 },
    { sends: 1_200, withinMs: 3_600_000 },
  ],
  wholeBot: { sends: 40, withinMs: 1_000 },
};
