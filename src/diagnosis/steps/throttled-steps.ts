import { findErrorCode } from '../../knowledge/find-error-code';
import type { AdvisedStep } from '../diagnosis';

export function adviseThrottled(): AdvisedStep[] {
  return [
    {
      text: 'Compare the metric Telemetry message send attempts with the limit of the tier, and look at Number of throttling errors beside it.',
      url: findErrorCode('429001')?.url,
    },
    {
      text: 'See whether many devices came back at once: a mass reconnect throttles itself, and passes when they wait at random.',
      command: 'summary',
    },
    {
      text: 'Let devices back off between attempts and send less; if the load is meant, add units.',
    },
  ];
}
