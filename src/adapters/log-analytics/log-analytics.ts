import type { TokenCredential } from '@azure/core-auth';
import { type PipelinePolicy, retryPolicy } from '@azure/core-rest-pipeline';
import { LogsQueryClient } from '@azure/monitor-query';
import type { LogQuestion, LogSource } from '../../ports/log-source';
import { AppError, isAppError } from '../../shared/app-error';
import type { Logger } from '../../shared/logger';
import { createLocalCredential, readLoopbackOrigin, sendToLoopback } from '../../shared/loopback';
import { quickRetry } from '../../shared/quick-retry';
import { shareInFlight } from '../../shared/share-in-flight';
import { askWorkspace } from './ask-workspace';
import type { QueryBudget, Turn } from './query-budget';
import { readAnswer } from './read-answer';
import { askWithColumns } from './supply-columns';

export interface LogAnalyticsOptions {
  workspaceId: string;
  /** Not needed, and never used, with `localOrigin`. */
  credential: TokenCredential | undefined;
  /** Host of the query API; the public cloud's when absent. */
  endpoint?: string;
  /** Sends everything to a stand-in on this machine instead. */
  localOrigin?: string;
  /** Token audience without `/.default`, which the client appends. */
  audience?: string;
  /** How long the service may work on one query. */
  serverTimeoutSeconds: number;
  /** How long we wait for its answer; a little longer than the service may take, when absent. */
  patienceMs?: number;
  /** One for all work of the process; without it every question is asked at once. */
  budget?: QueryBudget;
  log: Logger;
}

/**
 * A Log Analytics workspace. Throws AppError `local_origin_invalid` when told to use a local
 * stand-in that is not on this machine, and `credential_missing` without any way to sign in.
 */
export function createLogAnalytics(options: LogAnalyticsOptions): LogSource {
  const client = createClient(options);
  const patienceMs = options.patienceMs ?? options.serverTimeoutSeconds * 1000 + 5000;
  const { budget } = options;
  const askShared = shareInFlight(
    (question: Asked, signal: AbortSignal, askers: ReadonlySet<Asked>) => {
      const turn = turnOf(askers);
      return askWithColumns(question.kql, (kql) => {
        const asked = { kql, window: question.window };
        const work = () => askWorkspace(asked, signal, { ...options, client, patienceMs });
        return budget ? budget.run(work, turn, signal) : work();
      });
    },
    ({ kql, window }) => `${window.from.getTime()}/${window.to.getTime()}/${kql}`,
    budget?.review,
  );
  return {
    async ask(question, signal) {
      try {
        const answer = await askShared(question, signal);
        options.log.debug({ query: question.name, rows: answer.rows.length }, 'query answered');
        return readAnswer(question, answer);
      } catch (error) {
        if (isAppError(error)) {
          options.log.warn({ query: question.name, code: error.code }, 'query failed');
        }
        throw error;
      }
    },
  };
}

/** What makes two questions the same one. */
type Asked = Pick<LogQuestion<unknown>, 'name' | 'kql' | 'window' | 'priority' | 'onQueued'>;

/** The most urgent of those who share a question decides; every one of them hears the place. */
function turnOf(askers: ReadonlySet<Asked>): Turn {
  return {
    priority() {
      const asked = new Set([...askers].map(({ priority = 'alert' }) => priority));
      if (asked.has('person')) return 'person';
      return asked.has('alert') ? 'alert' : 'background';
    },
    onQueued(position, seconds) {
      for (const asker of askers) asker.onQueued?.(position, seconds);
    },
  };
}

function createClient(options: LogAnalyticsOptions): LogsQueryClient {
  const { localOrigin, endpoint, audience } = options;
  const origin = localOrigin === undefined ? undefined : readLoopbackOrigin(localOrigin);
  const credential = origin ? createLocalCredential() : options.credential;
  if (!credential) {
    throw new AppError('credential_missing', 'Log Analytics needs a credential to sign in with.');
  }
  return new LogsQueryClient(credential, {
    endpoint: endpoint ?? publicEndpoint,
    audience,
    // The client's own retries wait as long as the service says; a person is waiting here.
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [
      { policy: retryPolicy([quickRetry], { maxRetries: 1 }), position: 'perCall' },
      ...(origin ? [{ policy: loopbackPolicy(origin), position: 'perRetry' as const }] : []),
    ],
  });
}

function loopbackPolicy(origin: URL): PipelinePolicy {
  return {
    name: 'loopbackPolicy',
    sendRequest: (request, next) => sendToLoopback(request, origin, next),
  };
}

const publicEndpoint = 'https://api.loganalytics.io';
