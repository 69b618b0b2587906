import type { CauseCount, HubSummary } from '../diagnosis/diagnosis';
import { sayCount, sayNumber } from './words';

const mostCauses = 6;

/** "48 connection lost · 2 credential rejected · 31 token renewal (hidden: normal)". */
export function sayCauses({ byCause = [], benignHidden = 0 }: HubSummary): string | undefined {
  const counted = byCause.filter(({ devices }) => devices > 0);
  if (counted.length === 0) return undefined;
  // Naming one more takes no more room than counting it.
  const most = counted.length === mostCauses + 1 ? counted.length : mostCauses;
  const shown = counted.slice(0, most).map((count) => sayCauseCount(count, benignHidden));
  const left = counted.length - shown.length;
  return [...shown, ...(left > 0 ? [`${sayCount(left, 'more cause')}`] : [])].join(' · ');
}

/** "Hidden as token renewal: 31 devices". */
export function sayHidden({ benignHidden = 0 }: HubSummary): string | undefined {
  return benignHidden > 0
    ? `Hidden as token renewal: ${sayCount(benignHidden, 'device')}`
    : undefined;
}

function sayCauseCount({ cause, devices }: CauseCount, benignHidden: number): string {
  const isHidden = cause === 'token-renewal' && benignHidden > 0;
  return `${sayNumber(devices)} ${cause.replaceAll('-', ' ')}${isHidden ? ' (hidden: normal)' : ''}`;
}
