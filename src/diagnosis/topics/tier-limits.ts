/**
 * What a hub takes per second, as documented, for new connections and for messages alike; more is
 * delayed at first and then refused with 429.
 */
export const tierLimits = [
  { tier: 'F1, B1, S1', perSecond: '100, or 12 for each unit if that is more' },
  { tier: 'B2, S2', perSecond: '120 for each unit' },
  { tier: 'B3, S3', perSecond: '6,000 for each unit' },
];
