import { isAppError } from '../shared/app-error';
import type { Logger } from '../shared/logger';

/** What a source said, or why it said nothing; one that fails never hides the others. */
export type Outcome<T> = { kind: 'answer'; value: T } | Failure;

export interface Failure {
  kind: 'failure';
  code: string;
  /** One sentence for people. */
  why: string;
}

export async function settle<T>(
  work: Promise<T>,
  what: string,
  deps: { log?: Logger },
): Promise<Outcome<T>> {
  try {
    return { kind: 'answer', value: await work };
  } catch (err) {
    deps.log?.warn({ err, what }, 'checklist source failed');
    if (isAppError(err)) return { kind: 'failure', code: err.code, why: err.message };
    return { kind: 'failure', code: 'unexpected', why: 'Something went wrong on our side.' };
  }
}
