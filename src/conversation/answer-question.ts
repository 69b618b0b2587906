import { helpCommand } from '../reports/commands';
import type { Action, Report } from '../reports/report';
import { reportErrorCode } from '../reports/report-error-code';
import { reportHelp } from '../reports/report-help';
import { reportProblem } from '../reports/report-problem';
import { isAppError } from '../shared/app-error';
import type { Logger } from '../shared/logger';
import type { AnswerDeps, Asker, DeviceQuestion } from './answer-deps';
import { answerQuery } from './answer-query';
import { answerCheckOnHub, answerSummaryOnHub, answerWhyOnHub } from './hubs/answer-on-hub';
import { answerOpenQuestion } from './hubs/read-hub-name';
import { settleHub } from './hubs/settle-hub';
import { answerAck, answerDigest, answerMembers, answerShow } from './incidents/answer-incidents';
import type { Understanding } from './intent';
import { answerMute } from './mutes/answer-mute';
import { answerMutes, answerUnmute } from './mutes/answer-unmute';
import {
  reportDeviceMissing,
  reportNotUnderstood,
  reportTooManyDevices,
} from './report-misunderstanding';
import {
  answerSubscribe,
  answerSubscriptions,
  answerUnsubscribe,
} from './subscriptions/change-subscription';
import { tellHidden } from './tell-hidden';
import { answerOverWindow } from './time/answer-over-window';
import { chooseZone, settleWindow } from './time/check-window';
import { answerWhyNoAlert } from './trail/answer-why-no-alert';

/** Nothing an operator has to look at. */
const askersMistakes = new Set([
  'device_id_invalid',
  'window_invalid',
  'period_invalid',
  'mutes_full',
  'action_invalid',
  'hub_unknown',
  'conversation_missing',
  'query_unknown',
]);

/** Answers what was understood. Never rejects: a failure is a report that says what to do. */
export async function answerQuestion(
  understanding: Understanding,
  asker: Asker,
  deps: AnswerDeps,
): Promise<Report> {
  try {
    return await answer(understanding, asker, deps);
  } catch (error) {
    return reportFailure(error, deps, askAgain(understanding));
  }
}

/** Logs a failure once and words it for the person who waits; `again` asks the same once more. */
export function reportFailure(
  error: unknown,
  deps: Pick<AnswerDeps, 'context' | 'log'>,
  again: Action[] = [],
): Report {
  logFailure(error, deps.log);
  const helps = again.length > 0 && !isAskersMistake(error);
  return reportProblem(error, deps.context(), helps ? again : [helpCommand()]);
}

function isAskersMistake(error: unknown): boolean {
  return isAppError(error) && askersMistakes.has(error.code);
}

function logFailure(error: unknown, log: Logger): void {
  if (!isAppError(error)) log.error({ err: error }, 'question failed unexpectedly');
  else if (isAskersMistake(error)) log.info({ code: error.code }, 'question refused');
  else log.warn({ code: error.code, err: error }, 'question failed');
}

function answer(understanding: Understanding, asker: Asker, deps: AnswerDeps): Promise<Report> {
  switch (understanding.intent) {
    case 'why':
      return answerWhy(understanding, asker, deps);
    case 'check':
      return answerCheck(understanding, asker, deps);
    case 'summary':
      return answerSummary(understanding, asker, deps);
    case 'queries':
      return answerQueries(understanding, asker, deps);
    case 'decode':
      return answerDecode(understanding, deps);
    case 'subscribe':
      return answerSubscribe(understanding, asker, deps);
    case 'unsubscribe':
      return answerUnsubscribe(asker, deps);
    case 'subscriptions':
      return answerSubscriptions(asker, deps);
    case 'mute':
      return answerMute(understanding, asker, deps);
    case 'unmute':
      return answerUnmute(understanding, asker, deps);
    case 'mutes':
      return answerMutes(asker, deps);
    case 'why-no-alert':
      return answerWhyNoAlert(understanding, asker, deps);
    case 'ack':
      return answerAck(understanding, asker, deps);
    case 'members':
      return answerMembers(understanding, deps);
    case 'digest':
      return answerDigest(understanding, deps);
    case 'show':
      return answerShow(understanding, asker, deps);
    case 'help':
      return Promise.resolve(reportHelp(deps.context()));
    case 'unknown':
      return answerUnknown(understanding, asker, deps);
  }
}

/** The name of a hub alone answers the question that was open; nothing else is guessed. */
async function answerUnknown(
  { suggestions, unclear }: Understanding,
  asker: Asker,
  deps: AnswerDeps,
): Promise<Report> {
  const meant = await answerOpenQuestion(asker, deps);
  if (meant !== undefined) return answer(meant, asker, deps);
  return reportNotUnderstood(suggestions, timeContext(asker, deps), unclear);
}

async function answerWhy(
  understanding: Understanding,
  asker: Asker,
  deps: AnswerDeps,
): Promise<Report> {
  const question = oneDevice('why', understanding, asker, deps);
  if ('kind' in question) return question;
  const context = timeContext(asker, deps);
  const tell = (answering: Promise<Report>) =>
    answerOverWindow(understanding, question.window, answering, context, deps);
  return tell(answerWhyOnHub(understanding, question, asker, tellLater(tell, deps)));
}

/** What is said about the window goes onto a later answer as well. */
function tellLater(tell: (answering: Promise<Report>) => Promise<Report>, deps: AnswerDeps) {
  return { ...deps, onLater: (later: Promise<Report>) => deps.onLater?.(tell(later)) };
}

async function answerCheck(
  understanding: Understanding,
  asker: Asker,
  deps: AnswerDeps,
): Promise<Report> {
  const question = oneDevice('check', understanding, asker, deps);
  if ('kind' in question) return question;
  const answering = answerCheckOnHub(understanding, question, asker, deps);
  const context = timeContext(asker, deps);
  return answerOverWindow(understanding, question.window, answering, context, deps);
}

async function answerSummary(
  understanding: Understanding,
  asker: Asker,
  deps: AnswerDeps,
): Promise<Report> {
  const context = timeContext(asker, deps);
  const window = settleWindow(understanding.parameters.window, context);
  const tell = (answering: Promise<Report>) =>
    answerOverWindow(understanding, window, answering, context, deps);
  const { hub } = understanding.parameters;
  const tellAll = (answering: Promise<Report>) =>
    tellHidden(tell(answering), { hub, window }, deps);
  return tellAll(answerSummaryOnHub(understanding, window, asker, tellLater(tellAll, deps)));
}

/** Of the hub that is named, else of all. A button that turns a page carries a hub that was settled. */
async function answerQueries(
  understanding: Understanding,
  asker: Asker,
  deps: AnswerDeps,
): Promise<Report> {
  const { parameters } = understanding;
  const time = timeContext(asker, deps);
  const answer = (settled: Understanding) => {
    const { query, window } = settled.parameters;
    const answering = answerQuery(settled.parameters, time, deps);
    if (query === undefined) return answering;
    return answerOverWindow(settled, settleWindow(window, time), answering, time, deps);
  };
  if (parameters.page !== undefined) return answer(understanding);
  const settled = await settleHub(understanding, asker, deps);
  if (settled.kind === 'refused') return settled.report;
  const hub = settled.kind === 'hub' ? { hub: settled.hubName } : {};
  return answer({ ...understanding, parameters: { ...parameters, ...hub } });
}

async function answerDecode({ parameters }: Understanding, deps: AnswerDeps): Promise<Report> {
  const asked = parameters.code ?? '';
  return reportErrorCode(asked, deps.decode(asked), deps.context());
}

function oneDevice(
  intent: 'why' | 'check',
  { parameters }: Understanding,
  asker: Asker,
  deps: AnswerDeps,
): DeviceQuestion | Report {
  const [device, ...others] = parameters.devices ?? [];
  if (device === undefined) return reportDeviceMissing(intent);
  if (others.length > 0)
    return reportTooManyDevices(intent, [device, ...others], { ...parameters });
  const window = settleWindow(parameters.window, timeContext(asker, deps));
  return { device, window };
}

export function timeContext(asker: Pick<Asker, 'timeZone'>, deps: AnswerDeps) {
  return { now: deps.clock.now(), timeZone: chooseZone(asker.timeZone, deps.timeZone) };
}

function askAgain({ intent, parameters }: Understanding): Action[] {
  if (intent === 'unknown') return [];
  const about = parameters.devices?.join(', ') ?? parameters.hub ?? intent;
  const tooltip = `Ask the same about ${about} again`;
  return [
    { kind: 'command', title: 'Ask again', tooltip, verb: intent, parameters: { ...parameters } },
  ];
}
