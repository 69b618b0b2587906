import { findErrorCode } from '../../knowledge/find-error-code';
import { readRefusalMessage } from '../../knowledge/read-refusal-message';
import type { ConnectionRow } from '../device/connection-row';
import type { DeviceFacts } from '../device/device-facts';
import type { AdvisedStep } from '../diagnosis';
import { sayTime } from '../words';

/** What the hub wrote tells which credential to look at; without it, the likeliest come first. */
export function adviseCredential(facts: DeviceFacts, rejections: ConnectionRow[]): AdvisedStep[] {
  const [first, ...others] = readSteps(rejections).map((text) => ({ text }));
  const lastConnectAt = facts.connects.at(-1)?.at;
  const change =
    lastConnectAt === undefined
      ? []
      : [
          {
            text: `Ask what was changed after ${sayTime(lastConnectAt)}, the last connect that the hub accepted.`,
          },
        ];
  return [
    ...(first === undefined ? [] : [{ ...first, url: findErrorCode('401003')?.url }]),
    ...others,
    ...change,
  ];
}

function readSteps(rejections: ConnectionRow[]): string[] {
  const readings = rejections.map(({ errorMessage }) => readRefusalMessage(errorMessage));
  return readings.findLast((reading) => reading !== undefined)?.steps ?? withoutMessage;
}

const withoutMessage = [
  'Look at the device under Device management > Devices: was its key or thumbprint changed lately?',
  'Check on the device when its token or certificate expires, and its clock: more than five minutes off, and every token counts as expired.',
];
