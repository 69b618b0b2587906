import type { HubSummary } from '../diagnosis/diagnosis';
import { type OddOneLine, oddOneLines } from './odd-ones';
import { type SharedFactors, sharedFactors } from './shared-factors';
import { sayCauses, sayHidden } from './told-causes';

/** Who dropped together, why, and what they share. */
export interface CrowdShown {
  /** Devices by cause, in one line. */
  causes?: string;
  shared?: SharedFactors;
  oddOnes?: OddOneLine[];
  /** What is left out because it is normal. */
  hidden?: string;
}

/** The same on every card about a hub. */
export function crowdShown(summary: HubSummary): CrowdShown {
  return {
    causes: sayCauses(summary),
    shared: sharedFactors(summary.crowd, summary.window),
    oddOnes: oddOneLines(summary.crowd),
    hidden: sayHidden(summary),
  };
}
