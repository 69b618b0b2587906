import { isAppError } from '../../shared/app-error';
import { joinPartialReasons } from '../asking/partial-reasons';
import { qualifyPartial } from '../asking/qualify-partial';
import type { HubSummary } from '../diagnosis';
import { type HubQuestion, readHub, type SummarizeDeps, summarizeHub } from '../hub/summarize-hub';
import type { AlertTopic } from './alert-question';
import { findLimits } from './find-limits';
import { investigateQuota } from './investigate-quota';
import { investigateRouting } from './investigate-routing';
import { investigateThrottling } from './investigate-throttling';
import type { AskTopic, TopicAnswer } from './topic-answer';

export interface TopicQuestion extends HubQuestion {
  topic?: AlertTopic;
}

const topics: Record<AlertTopic, AskTopic> = {
  throttling: investigateThrottling,
  quota: investigateQuota,
  routing: investigateRouting,
};

/**
 * The summary of a hub together with what an alert's own topic needs. Throws what the log source
 * throws; when only the topic's queries fail, the answer says so.
 */
export async function investigateHub(
  { topic, ...question }: TopicQuestion,
  deps: SummarizeDeps,
): Promise<HubSummary> {
  if (topic === undefined) return summarizeHub(question, deps);
  const [summary, told] = await Promise.all([
    readHub(question, deps),
    askTopic(topic, question, deps),
  ]);
  const joined = join(summary, told);
  return qualifyPartial(joined, joinPartialReasons(joined.queries));
}

async function askTopic(topic: AlertTopic, question: HubQuestion, deps: SummarizeDeps) {
  const limits = findLimits(question, deps);
  try {
    const [told] = await Promise.all([
      topics[topic](question, { logs: deps.logs, limits }),
      limits,
    ]);
    return told;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return missing(topic, error.message);
  }
}

function missing(topic: AlertTopic, why: string): TopicAnswer {
  const unknowable = [`What the logs say about ${topic} could not be asked: ${why}`];
  return { seen: [], inferred: [], unknowable, steps: [], runs: [] };
}

function join(summary: HubSummary, told: TopicAnswer): HubSummary {
  // The steps of the summary answer another question once the topic has its own verdict.
  const steps = told.verdict === undefined ? [...told.steps, ...summary.steps] : told.steps;
  return {
    ...summary,
    ...told.verdict,
    ...(told.findings === undefined ? {} : { findings: told.findings }),
    seen: [...told.seen, ...summary.seen],
    inferred: [...told.inferred, ...summary.inferred],
    unknowable: [...told.unknowable, ...summary.unknowable],
    steps,
    queries: [...told.runs, ...summary.queries],
  };
}
