import type { HubLimits } from '../../knowledge/limits-for';
import { runQuery } from '../asking/run-query';
import type { HubQuestion } from '../hub/summarize-hub';
import { sayCount } from '../words';
import { saySize } from './find-limits';
import { type TopicAnswer, type TopicDeps, toFindings } from './topic-answer';
import { describeRefusals } from './topic-refusals';
import { RefusalsByCode } from './topic-rows';

/** Does the hub already refuse because its messages of the day are spent? Throws what the logs throw. */
export async function investigateQuota(
  { window, hubName }: HubQuestion,
  deps: TopicDeps,
): Promise<TopicAnswer> {
  const parameters = { hub: hubName ?? '', codes: '403002' };
  const { rows, run } = await runQuery(
    { name: 'refusals-by-code', parameters, window, row: RefusalsByCode },
    deps,
  );
  const refused = rows.reduce((sum, row) => sum + row.refused, 0);
  const limits = await deps.limits;
  return {
    ...(refused > 0 && { verdict: spent(refused) }),
    findings: toFindings(
      {
        topic: 'quota',
        short: 'messages of today spent',
        columns: ['Refused with 403002', 'Rows'],
      },
      rows.map(({ category, refused: count, devices }) => [
        category || 'no category',
        `${count.toLocaleString('en-US')} · ${sayCount(devices, 'device')}`,
      ]),
    ),
    seen:
      refused > 0
        ? describeRefusals(rows, 'refusals-by-code')
        : [
            'No row with 403002 in the window: as far as the logs tell, nothing is refused yet (query refusals-by-code).',
          ],
    inferred: limits === undefined ? [] : [sayDaily(limits)],
    unknowable: [],
    steps,
    runs: [run],
  };
}

/** No document of the hub that is known here has the figure: it is told as about so many. */
function sayDaily(limits: HubLimits): string {
  const { count, meteredBytes } = limits.dailyMessages;
  return `A hub of the size ${saySize(limits)} takes about ${count.toLocaleString('en-US')} messages a day, counted in pieces of ${meteredBytes / 1024} KB.`;
}

function spent(refused: number): TopicAnswer['verdict'] {
  return {
    cause: 'quota-exceeded',
    benign: false,
    confidence: 'high',
    confidenceReason: 'The hub itself says so in each of these rows.',
    why: `The messages of today are spent: the hub refused ${sayCount(refused, 'operation')} with 403002, and does so until 00:00 UTC`,
  };
}

const steps: TopicAnswer['steps'] = [
  {
    text: 'If devices must send before 00:00 UTC, add a unit: the quota of the day grows with the units.',
    command: 'az iot hub update --name <hub> --set sku.capacity=<units>',
    url: 'https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling',
  },
  {
    text: 'Otherwise wait: the count starts anew at 00:00 UTC.',
  },
  {
    text: 'Find out who sends more than usual. Messages are counted in pieces of 4 KB (0.5 KB in the free tier), so that large ones count several times.',
  },
];
