import type { Surroundings } from '../surroundings';
import { chooseBinSeconds } from '../timeline';
import type { DeviceQuestion } from './device-question';
import type { RowDiagnosis } from './diagnose-rows';
import { findNoDeviceEvidence } from './no-evidence';

/** What can be said of a device without rows. `complete` is false when rows may only be missing. */
export function diagnoseNothing(
  question: DeviceQuestion & { complete: boolean; surroundings: Surroundings },
  similar: string[],
): RowDiagnosis {
  const { device, hubName, window, complete } = question;
  const finding = findNoDeviceEvidence(device, { ...question, similar, hubName });
  return {
    ...{ device, hub: hubName ?? '', hubResourceId: undefined, window },
    ...finding,
    ...{ disconnects: 0, losses: 0, connects: 0, connectedAtEnd: undefined },
    ...{ firstAt: undefined, lastAt: undefined, codes: [] },
    timeline: { binSeconds: chooseBinSeconds(window), bins: [] },
    sdk: undefined,
    protocol: undefined,
    seen: [
      `No connection row of ${device} in the ${complete ? 'window' : 'rows that came back'} (query device-connections).`,
      ...(finding.seen ?? []),
    ],
    alternatives: [],
  };
}
