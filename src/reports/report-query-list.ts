import type { PeopleQuery } from '../diagnosis/asking/people-queries';
import { helpCommand, summaryCommand } from './commands';
import type { CommandAction, QueryListReport } from './report';
import type { ReportContext } from './report-context';

/** What a click on a query carries on: the hub and the time that were asked for, as they were said. */
export interface QuerySubject {
  hub?: string;
  window?: unknown;
}

/** Every query people can run, grouped by use, each with what it shows. */
export function reportQueryList(
  queries: PeopleQuery[],
  subject: QuerySubject,
  context: ReportContext,
): QueryListReport {
  const intro =
    'Choose a query to run it over the last 24 hours, or say one with its time, such as “query error-summary in the last 6 hours”.';
  const titles = [...new Set(queries.map(({ group }) => group))];
  const day = { from: new Date(context.now.getTime() - 86_400_000), to: context.now };
  return {
    kind: 'query-list',
    headline: {
      tone: 'accent',
      icon: '▦',
      word: 'Queries',
      text: `${queries.length} that you can run`,
    },
    spoken: `${queries.length} queries: ${queries.map(({ name }) => name).join(', ')}.`,
    intro: subject.window === undefined ? intro : 'Choose a query to run it over the same time.',
    groups: titles.map((title) => ({
      title,
      queries: queries
        .filter(({ group }) => group === title)
        .map(({ name, question }) => ({ name, question, run: runCommand(name, subject) })),
    })),
    actions: [
      summaryCommand({ hub: subject.hub ?? '', window: day }, context, 'Summary'),
      helpCommand(),
    ],
    more: [],
  };
}

function runCommand(name: string, { hub, window }: QuerySubject): CommandAction {
  return {
    kind: 'command',
    title: `Run ${name}`,
    tooltip: `Run the query ${name}${hub === undefined ? '' : ` on ${hub}`}`,
    verb: 'queries',
    parameters: {
      query: name,
      ...(hub === undefined ? {} : { hub }),
      ...(window === undefined ? {} : { window }),
    },
  };
}
