import type { TimeWindow } from '../../ports/time-window';
import { countCodes } from '../count-codes';
import type { Diagnosis } from '../diagnosis';
import { binDisconnects, chooseBinSeconds } from '../timeline';
import { chooseHub, chooseOwnRows } from './choose-rows';
import type { ConnectionRow } from './connection-row';
import { describeRows } from './describe-rows';
import { gatherDeviceFacts, isConnectedAtEnd, type Scene } from './device-facts';
import { judge } from './judge';

/** What the rows alone answer; queries and log reach are added by who asked for them. */
export type RowDiagnosis = Omit<Diagnosis, 'queries' | 'logs' | 'similarDevices'>;

/**
 * Diagnoses one device from its rows, which must not be empty. The order of the rows and
 * repeated rows make no difference. `complete` is false when rows are known to be missing.
 */
export function diagnoseRows(
  question: {
    device: string;
    preferredHub?: string;
    window: TimeWindow;
    complete: boolean;
    scene?: Scene;
  },
  rows: ConnectionRow[],
): RowDiagnosis {
  const hub = chooseHub(rows, question);
  const own = chooseOwnRows(hub.rows);
  const { device, window, complete, scene } = question;
  const facts = gatherDeviceFacts(device, window, own.rows, complete, scene);
  const { finding, alternatives } = judge(facts);
  const binSeconds = chooseBinSeconds(question.window);
  return {
    device: question.device,
    hub: hub.name,
    hubResourceId: hub.resourceId,
    hubs: hub.all,
    window: question.window,
    ...pickVerdict(finding),
    disconnects: facts.disconnects.length,
    losses: facts.drops.length,
    connects: facts.connects.length,
    lastConnectAt: facts.connects.at(-1)?.at,
    connectedAtEnd: isConnectedAtEnd(facts),
    firstAt: facts.disconnects[0]?.at,
    lastAt: facts.disconnects.at(-1)?.at,
    codes: countCodes([...facts.disconnects, ...facts.refused]),
    timeline: { binSeconds, bins: binDisconnects(facts.disconnects, binSeconds) },
    sdk: facts.sdk && pickSdk(facts.sdk),
    protocol: facts.protocol,
    seen: [...describeRows(facts), ...hub.notes, ...own.notes, ...(finding.seen ?? [])],
    steps: finding.steps,
    alternatives,
  };
}

function pickVerdict(finding: ReturnType<typeof judge>['finding']) {
  const { cause, benign, confidence, confidenceReason, why, inferred, unknowable } = finding;
  return { cause, benign, confidence, confidenceReason, why, inferred, unknowable };
}

function pickSdk({ name, version, raw, newest }: NonNullable<Diagnosis['sdk']>) {
  return { name, version, raw, newest };
}
