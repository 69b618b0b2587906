import { findErrorCode } from '../../knowledge/find-error-code';
import type { AdvisedStep } from '../diagnosis';

export function adviseQuota(): AdvisedStep[] {
  return [
    {
      text: 'Decide whether it can wait until 00:00 UTC, when the quota starts anew; else add a unit or raise the tier of the hub.',
      url: findErrorCode('403002')?.url,
    },
    {
      text: 'See which devices send more than usual: one that repeats itself can spend the quota of all.',
      command: 'summary',
    },
    {
      text: 'Set an alert on the metric Total number of messages used, below the daily quota.',
    },
  ];
}
