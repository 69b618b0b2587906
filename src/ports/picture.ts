import type { Timeline } from '../reports/timeline';

/** Draws a timeline; PNG bytes, at most 18 KB. Alt text is the report's, not the picture's. */
export interface Pictures {
  drawTimeline(timeline: Timeline): Buffer;
}
