import { findErrorCode } from '../../knowledge/find-error-code';
import { adviseChecklist } from '../advise';
import type { DeviceFacts } from '../device/device-facts';
import type { AdvisedStep } from '../diagnosis';

/** First the id and the hub, which are wrong more often than a device is gone. */
export function adviseNotRegistered(facts: DeviceFacts): AdvisedStep[] {
  return [
    {
      text: `Look for ${facts.device} under Device management > Devices: case matters, and it may be on another hub.`,
      url: findErrorCode('404001')?.url,
    },
    {
      text: 'Register it there if it should be, with the key or certificate that the device has; or give the device the host name of its own hub.',
    },
    adviseChecklist(facts.device),
  ];
}
