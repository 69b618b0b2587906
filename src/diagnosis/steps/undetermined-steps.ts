import { readRefusalMessage } from '../../knowledge/read-refusal-message';
import { adviseChecklist, adviseCode } from '../advise';
import { countCodes } from '../count-codes';
import type { DeviceFacts } from '../device/device-facts';
import type { AdvisedStep } from '../diagnosis';
import { sayTime } from '../words';

/** Codes that every renewal leaves as well: their general advice would be a guess. */
const commonCodes = ['', '401003', '404104'];

/** First what the oddest code asks for, then the rows themselves, then the checklist. */
export function adviseUndetermined(facts: DeviceFacts): AdvisedStep[] {
  const lastAt = facts.rows.findLast(({ event }) => event !== 'connect')?.at ?? facts.window.to;
  return [
    ...adviseOddest(facts).slice(0, 1),
    {
      text: `Read the rows around ${sayTime(lastAt)}: the query device-connections shows what came before and after.`,
    },
    adviseChecklist(facts.device),
  ];
}

function adviseOddest({ disconnects, refused }: DeviceFacts): AdvisedStep[] {
  const messages = refused.map(({ errorMessage }) => readRefusalMessage(errorMessage));
  const message = messages.findLast((reading) => reading !== undefined);
  const odd = countCodes([...disconnects, ...refused]).find(
    ({ code, name }) => !commonCodes.includes(code || name),
  );
  const steps = adviseCode(odd && (odd.code || odd.name));
  return steps.length > 0 ? steps : (message?.steps.map((text) => ({ text })) ?? []);
}
