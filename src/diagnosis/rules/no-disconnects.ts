import { adviseChecklist } from '../advise';
import type { DeviceFacts } from '../device/device-facts';
import { sayCount } from '../words';
import type { RuleResult } from './rule';

/** Rows, but no loss and nothing refused among them. */
export function readNoDisconnects(facts: DeviceFacts): RuleResult {
  if (facts.disconnects.length > 0 || facts.refused.length > 0) return { kind: 'silent' };
  const rows = sayCount(facts.rows.length, 'row');
  return {
    kind: 'fits',
    cause: 'no-disconnects',
    benign: null,
    confidence: facts.complete ? 'medium' : 'low',
    confidenceReason: 'the logs have rows of this device, but logs can lose rows and arrive late',
    why: `No disconnect was seen: the logs have ${rows} of this device in the window, and none of them is a disconnect or a refused connect.`,
    inferred: [],
    steps: [
      { text: 'Ask again with a longer window if the disconnect was earlier than this one.' },
      adviseChecklist(facts.device),
    ],
    unknowable: ['Disconnects whose rows were lost or have not arrived yet.'],
  };
}
