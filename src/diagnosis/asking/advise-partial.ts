import { adviseDiagnosticSetting } from '../advise';
import type { AdvisedStep } from '../diagnosis';

/** How to get the rows that did not come back, by what the reason says. */
export function advisePartial(reason: string, hubName: string | undefined): AdvisedStep[] {
  const fitting = remedies.filter(({ sign }) => sign.test(reason));
  return (fitting.length > 0 ? fitting : [unknownRemedy]).map(({ step }) => step(hubName));
}

interface Remedy {
  sign: RegExp;
  step(hubName: string | undefined): AdvisedStep;
}

const unknownRemedy: Remedy = {
  sign: /^/,
  step: () => ({
    text: 'Ask again in a minute. If rows stay missing, ask about a shorter time, such as the last hour.',
    detail:
      'The identity of the bot needs the role Log Analytics Reader on the whole workspace: one that may read a part of it gets a part.',
  }),
};

const remedies: Remedy[] = [
  {
    sign: /has no columns? /i,
    step: (hubName) => ({
      ...adviseDiagnosticSetting(hubName),
      text: 'Check that a diagnostic setting of the hub sends the category Connections to this workspace: a column exists from the first row on that fills it.',
    }),
  },
  {
    sign: /without a time/i,
    step: () => ({
      text: 'Ask again in some minutes. If rows still come without a time, open the query in the portal: there they are shown.',
    }),
  },
  {
    sign: /limit|too[ _]large|newest [\d,]+ rows/i,
    step: () => ({
      text: 'Ask about a shorter time, such as the last hour: fewer rows fit into one answer.',
    }),
  },
];
