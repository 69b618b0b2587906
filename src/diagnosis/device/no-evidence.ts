import type { TimeWindow } from '../../ports/time-window';
import { adviseDiagnosticSetting, advisePort } from '../advise';
import { sayCommand } from '../commands';
import type { AdvisedStep } from '../diagnosis';
import { explainAbsence } from '../rules/absence';
import { findRoutingGap, sayAround } from '../rules/known-around';
import type { Finding } from '../rules/rule';
import { sayUnchecked } from '../rules/unchecked';
import { logsAlone, type Surroundings } from '../surroundings';
import { gatherDeviceFacts } from './device-facts';

const unknowable = [
  'Whether the device tried to connect: a blocked port 8883 leaves no trace in the hub.',
  'Whether it talks over HTTPS only: such devices have no connection that could be logged.',
  'Whether rows are on their way: logs arrive minutes late, and can be lost.',
];

/** What is known where a device has no rows. */
export interface Silence {
  /** Ids that look like the asked one and have rows. */
  similar: string[];
  hubName: string | undefined;
  complete: boolean;
  window: TimeWindow;
  surroundings?: Surroundings;
}

/**
 * No rows of a device: that is neither good nor bad news, and the answer says so. What registry or
 * hub say by themselves can be a verdict all the same.
 */
export function findNoDeviceEvidence(device: string, known: Silence): Finding {
  const { similar, hubName, complete, window, surroundings = logsAlone } = known;
  const facts = gatherDeviceFacts(device, window, [], complete, { surroundings });
  const around = sayAround(surroundings);
  const explained = explainAbsence(facts);
  if (explained !== undefined) return { ...explained, seen: around };
  const gap = findRoutingGap(surroundings);
  const hint = similar.length === 0 ? '' : ' Devices with a similar id were seen.';
  const setting = adviseDiagnosticSetting(hubName);
  const id = adviseId(device, similar[0]);
  return {
    ...noEvidence,
    why: `Nothing can be said about ${device}: ${gap ?? `${sayWhere(complete)} no connection row of it in the window`}.${hint}`,
    seen: around,
    unknowable: [...unknowable, ...sayUnchecked(facts, 'no-evidence')],
    steps:
      gap === undefined ? [id, setting, advisePort(hubName)] : [setting, id, advisePort(hubName)],
  };
}

/** No rows of a hub at all. */
export function findNoHubEvidence(hub: string | undefined, complete: boolean): Finding {
  return {
    ...noEvidence,
    why: `Nothing can be said about ${hub ?? 'any hub'}: ${sayWhere(complete)} no connection row in the window.`,
    unknowable: [
      'Whether devices dropped: without connection logs nothing shows it.',
      ...unknowable.slice(2),
    ],
    steps: [
      adviseDiagnosticSetting(hub),
      {
        text: 'Check that this is the workspace to which the hub sends its logs, and that this hub is meant.',
      },
      { text: 'Ask again in some minutes if the event is fresh: rows arrive late.' },
    ],
  };
}

function sayWhere(complete: boolean): string {
  return complete ? 'the logs have' : 'what came back of the logs has';
}

function adviseId(device: string, similar: string | undefined): AdvisedStep {
  if (similar !== undefined) {
    return {
      text: `Check the id: case matters, and ${similar} has rows.`,
      command: sayCommand('why', similar),
    };
  }
  return {
    text: 'Check the id and the window: case matters, and the device may have been connected all the time or never.',
    command: sayCommand('check', device),
  };
}

const noEvidence = {
  cause: 'no-evidence',
  benign: null,
  confidence: 'low',
  confidenceReason: 'no rows are no evidence, in either direction',
  inferred: [],
} satisfies Partial<Finding>;
