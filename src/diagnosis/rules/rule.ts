import type { DeviceFacts } from '../device/device-facts';
import type { SortedDrops } from '../device/sort-drops';
import type { AdvisedStep, Cause, Confidence } from '../diagnosis';

/** Reads one cause out of the facts. Pure, and blind to the order in which rows arrived. */
export type DeviceRule = (facts: DeviceFacts, drops: SortedDrops) => RuleResult;

export type RuleResult =
  | ({
      kind: 'fits';
      /** True where it explains why the device is away at the end of the window. */
      now?: boolean;
    } & Finding)
  /** It could have been this cause; `why` says what speaks against it. */
  | { kind: 'lost'; cause: Cause; why: string }
  /** Nothing points to this cause: not worth a word. */
  | { kind: 'silent' };

export interface Finding {
  cause: Cause;
  benign: boolean | null;
  confidence: Confidence;
  confidenceReason: string;
  /** The verdict in one sentence, with numbers and their bases. */
  why: string;
  /** What was seen beside the rows; absent where nothing was. */
  seen?: string[];
  /** What was concluded, each with the rule that concludes it. */
  inferred: string[];
  unknowable: string[];
  /** What to do, the first from any place; two or three. */
  steps: AdvisedStep[];
}
