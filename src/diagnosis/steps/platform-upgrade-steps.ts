import { findErrorCode } from '../../knowledge/find-error-code';
import { adviseChecklist, adviseOthers } from '../advise';
import type { DeviceFacts } from '../device/device-facts';
import type { AdvisedStep } from '../diagnosis';

/** Who came back needs nothing; who did not has another trouble, or does not try. */
export function advisePlatformUpgrade(facts: DeviceFacts, isAway: boolean): AdvisedStep[] {
  if (isAway) {
    return [
      {
        text: `Check whether ${facts.device} tries again: an upgrade takes seconds, and keeps nobody away.`,
        url: findErrorCode('400029')?.url,
      },
      adviseChecklist(facts.device),
    ];
  }
  return [
    {
      text: 'Nothing needs repair: the hub was upgraded, and the device came back.',
      url: findErrorCode('400029')?.url,
    },
    ...adviseOthers(facts),
  ];
}
