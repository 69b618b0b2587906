import { AppError } from '../shared/app-error';
import { armProblems } from './problems/arm-problems';
import { logsProblems } from './problems/logs-problems';
import type { ProblemText } from './problems/problem-text';
import { questionProblems } from './problems/question-problems';
import { registryProblems } from './problems/registry-problems';
import { redact } from './redact';
import type { Action, ProblemReport } from './report';
import type { ReportContext } from './report-context';
import { asSentence, capitalize } from './words';

const texts: Record<string, ProblemText> = {
  ...logsProblems,
  ...registryProblems,
  ...armProblems,
  ...questionProblems,
};

/** Said of whatever nobody foresaw: no message, since that may hold anything. */
const unexpected: ProblemText = {
  title: 'something went wrong on our side',
  means: 'The question was not answered. It says nothing about your devices.',
  steps: [
    { text: 'Ask again in a minute.' },
    {
      text: 'If it happens again, report what you asked and when to the people who operate the bot.',
    },
  ],
  ask: 'Whoever operates this bot: the details are in its log.',
};

/**
 * A failure for the person who waits: what happened, what it means, what to do, whom to ask.
 * Pass the buttons that make sense there, such as the same question again.
 */
export function reportProblem(
  error: unknown,
  context: ReportContext,
  actions: Action[] = [],
): ProblemReport {
  if (!(error instanceof AppError)) {
    return problemReport(
      'unexpected',
      unexpected,
      new AppError('unexpected', ''),
      context,
      actions,
    );
  }
  const text = Object.hasOwn(texts, error.code) ? texts[error.code] : undefined;
  return problemReport(error.code, text ?? foreseen(error), error, context, actions);
}

/** A failure that explains itself, without a text of its own here. */
function foreseen(error: AppError): ProblemText {
  return error.retryable
    ? { ...unexpected, title: 'that did not work this time' }
    : { ...unexpected, title: 'that did not work' };
}

function problemReport(
  code: string,
  text: ProblemText,
  error: AppError,
  context: ReportContext,
  actions: Action[],
): ProblemReport {
  const happened = happenedWords(text, error);
  const means = typeof text.means === 'function' ? text.means(error, context) : text.means;
  return {
    kind: 'problem',
    code,
    headline: { tone: 'warning', icon: '▲', word: 'Problem', text: text.title },
    spoken: `Problem: ${happened} ${means}`,
    happened,
    means,
    steps: typeof text.steps === 'function' ? text.steps(error, context) : text.steps,
    ask: text.ask,
    suggestions: [],
    actions,
    more: [],
  };
}

function happenedWords(text: ProblemText, error: AppError): string {
  const message = redact(error.message);
  return asSentence(message === '' ? capitalize(text.title) : capitalize(message));
}
