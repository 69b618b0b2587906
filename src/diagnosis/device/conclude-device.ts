import { describeReach } from '../asking/describe-reach';
import type { ReachAnswer } from '../asking/log-reach';
import { joinPartialReasons } from '../asking/partial-reasons';
import { qualifyPartial } from '../asking/qualify-partial';
import type { QueryAnswer } from '../asking/run-query';
import { tellChecks } from '../checks/tell-checks';
import type { DeviceCrowd } from '../crowd/ask-device-crowd';
import type { Diagnosis } from '../diagnosis';
import { logsAlone, type Surroundings } from '../surroundings';
import type { ConnectionRow } from './connection-row';
import { type DeviceQuestion, mostRows } from './device-question';
import { diagnoseNothing } from './diagnose-nothing';
import { diagnoseRows } from './diagnose-rows';
import { findSimilarDevices } from './similar-devices';

/** What the logs said about a device. */
export interface DeviceEvidence {
  question: DeviceQuestion;
  answer: QueryAnswer<ConnectionRow>;
  reach: ReachAnswer;
  crowd: DeviceCrowd | undefined;
  similar: QueryAnswer<{ device: string }> | undefined;
}

/** The diagnosis, from what the logs said and what is known beside them so far. */
export function concludeDevice(
  { question, answer, reach, crowd, similar }: DeviceEvidence,
  surroundings: Surroundings,
  now: Date,
): Diagnosis {
  const ids = similar?.rows.map((row) => row.device) ?? [];
  const similarDevices = findSimilarDevices(question.device, ids);
  const capped = answer.rows.length > mostRows;
  const reason = joinPartialReasons([answer.run], capped ? [sayCapped()] : []);
  const asked = { ...question, complete: reason === undefined };
  const scene = { surroundings, crowd: crowd?.crowd };
  const verdict =
    answer.rows.length === 0
      ? diagnoseNothing({ ...asked, surroundings }, similarDevices)
      : diagnoseRows({ ...asked, scene }, answer.rows.slice(0, mostRows));
  const diagnosis: Diagnosis = {
    ...verdict,
    hub: verdict.hub || (question.hubName ?? ''),
    unknowable: [
      ...verdict.unknowable,
      ...(crowd?.failure === undefined ? [] : [crowd.failure]),
      ...describeReach(reach, question.window, now),
    ],
    similarDevices,
    queries: [answer.run, reach.run, ...(crowd?.runs ?? []), similar?.run].filter(
      (run) => run !== undefined,
    ),
    logs: reach.reach,
    ...(crowd?.crowd === undefined || crowd.crowd.glance ? {} : { crowd: crowd.crowd }),
    ...(surroundings === logsAlone ? {} : { checks: tellChecks(surroundings) }),
  };
  return qualifyPartial(diagnosis, reason);
}

function sayCapped(): string {
  return `Only the newest ${mostRows.toLocaleString('en-US')} rows were read.`;
}
