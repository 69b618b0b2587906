import { findErrorCode } from '../../knowledge/find-error-code';
import type { DeviceFacts } from '../device/device-facts';
import type { AdvisedStep } from '../diagnosis';

/** Somebody did this: the reason comes before the button. */
export function adviseDisabled(facts: DeviceFacts, reason: string | undefined): AdvisedStep[] {
  const ask =
    reason === undefined
      ? `Find out why ${facts.device} is disabled: Device management > Devices in the portal shows status and reason.`
      : `Find out whether the reason in the registry still holds: “${reason}”.`;
  return [
    { text: ask, url: findErrorCode('403012')?.url },
    {
      text: 'If it should be connected, enable it in the portal under Device management > Devices: it comes in with its next attempt.',
    },
    { text: 'Ask who disables devices, by hand or by a job, so that it does not happen again.' },
  ];
}
