import type { Cause, Confidence, Diagnosis } from '../../src/diagnosis/diagnosis';
import { benignOf, type Expected } from './scenario';

/** What is wrong with an answer; empty when it is right. */
export function judgeAnswer(
  { cause, benign, confidence }: Pick<Diagnosis, 'cause' | 'benign' | 'confidence'>,
  expected: Expected,
): string[] {
  const allowed = allowedCauses(expected);
  const wrong: string[] = [];
  if (expected.never?.includes(cause)) wrong.push(`${cause} is forbidden here`);
  if (!allowed.includes(cause)) wrong.push(`${cause} instead of ${allowed.join(' or ')}`);
  if (benign !== benignOf(cause)) wrong.push(`benign ${benign} does not go with ${cause}`);
  if (benign === true && !allowed.includes('token-renewal')) wrong.push('benign is false here');
  if (rank(confidence) < rank(expected.atLeast ?? 'low')) wrong.push(`${confidence} confidence`);
  if (rank(confidence) > rank(expected.atMost ?? 'high')) wrong.push(`${confidence} confidence`);
  return wrong;
}

export function allowedCauses({ cause }: Expected): readonly Cause[] {
  return typeof cause === 'string' ? [cause] : cause;
}

function rank(confidence: Confidence): number {
  return ['low', 'medium', 'high'].indexOf(confidence);
}
