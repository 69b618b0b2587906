import type { LogSource } from '../../ports/log-source';
import { runQuery } from '../asking/run-query';
import type { HubQuestion } from '../hub/summarize-hub';
import { sayCount, sayList } from '../words';
import { ofHub, type TopicAnswer, toFindings } from './topic-answer';
import { DeadEndpoints } from './topic-rows';

/** Which endpoints does the hub no longer deliver to? Throws what the logs throw. */
export async function investigateRouting(
  { window, hubName }: HubQuestion,
  deps: { logs: LogSource },
): Promise<TopicAnswer> {
  const name = 'documented/dead-endpoints';
  const answer = await runQuery({ name, parameters: {}, window, row: DeadEndpoints }, deps);
  const rows = ofHub(answer.rows, hubName);
  const names = [...new Set(rows.map(({ Endpoint }) => Endpoint || 'an endpoint without a name'))];
  return {
    ...(rows.length > 0 && { verdict: deadVerdict(names) }),
    findings: toFindings(
      {
        topic: 'routing',
        short: `${sayCount(names.length, 'endpoint')} not delivered to`,
        columns: ['Endpoint', 'What the hub says'],
      },
      rows.map(({ Endpoint, OperationName, Reason, count_ }) => [
        Endpoint || 'no name',
        `${stateOf(OperationName)}, ${sayCount(count_, 'row')}${Reason === '' ? '' : ` · ${Reason}`}`,
      ]),
    ),
    seen: [
      rows.length > 0
        ? `${sayCount(names.length, 'endpoint')} told as dead or unhealthy: ${sayList(names.slice(0, 5))} (query ${name}).`
        : `No row tells of a dead or unhealthy endpoint in the window (query ${name}).`,
    ],
    inferred: [],
    unknowable:
      rows.length > 0
        ? []
        : ['Whether routing failed: only rows of the category Routes tell, if they are collected.'],
    steps: [
      {
        text: 'Look at the endpoint: does it exist, does it take messages, and may the hub write to it?',
        detail: 'Portal: the hub > Message routing > Custom endpoints > Status.',
        url: 'https://learn.microsoft.com/azure/iot-hub/troubleshoot-message-routing',
      },
    ],
    runs: [answer.run],
  };
}

function deadVerdict(names: string[]): TopicAnswer['verdict'] {
  return {
    cause: 'undetermined',
    benign: false,
    confidence: 'high',
    confidenceReason: 'The hub itself says so in each of these rows.',
    why: `The hub cannot deliver to ${sayList(names.slice(0, 3))}${names.length > 3 ? ` and ${names.length - 3} more` : ''}; the connections of devices do not depend on that`,
  };
}

function stateOf(operation: string): string {
  return /dead/i.test(operation) ? 'dead' : 'unhealthy';
}
