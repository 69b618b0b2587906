import type { RefusalMistake, RefusalNotice } from '../ports/refusal-book';
import { redact } from './redact';
import type { ProblemReport, Step } from './report';
import { asSentence, sayCount, sayUtc } from './words';

const shownMistakes = 3;

/** For the operator: what a sender lost because it was refused, and what to mend at the sender. */
export function reportRefusedAlerts(
  notice: RefusalNotice,
  mayRepeatOf: Date | undefined,
): ProblemReport {
  const title = `${sayCount(notice.refused, 'alert')} could not be taken`;
  const happened = describeLoss(notice);
  const means = describeMeaning(mayRepeatOf);
  return {
    kind: 'problem',
    code: 'alerts_refused',
    headline: { tone: 'warning', icon: '▲', word: 'Problem', text: title },
    spoken: `Problem: ${title}. ${happened}`,
    happened,
    means,
    steps: [...mendingSteps(notice.mistakes), ...catchUpSteps(notice)],
    ask: 'Whoever set up the action group or the program that sends these.',
    suggestions: [],
    actions: [],
    more: [],
  };
}

function describeLoss({ sender, openedAt, refused, mistakes }: RefusalNotice): string {
  const since = `Since ${sayUtc(openedAt)}, ${sayCount(refused, 'delivery', 'deliveries')} of ${sender} had to be refused.`;
  const origins = mistakes.slice(0, 1).map(({ origin }) => `Sent from ${redact(origin)}.`);
  return [since, ...mistakes.slice(0, shownMistakes).map(describeMistake), ...origins].join(' ');
}

function describeMistake({ status, code, message, count }: RefusalMistake): string {
  const times = count === 1 ? 'once' : sayCount(count, 'time');
  return asSentence(`${status} ${code}, ${times}: ${redact(message)}`);
}

function describeMeaning(mayRepeatOf: Date | undefined): string {
  const repeat =
    mayRepeatOf === undefined ? '' : ` This may repeat the card of ${sayUtc(mayRepeatOf)}.`;
  return `A sender does not try again after such an answer: what these alerts were about has no card. The first 64 KB of each are kept for 14 days, without secrets, in the table refusals of the bot's database.${repeat}`;
}

const mending: Record<string, Step> = {
  alert_invalid: {
    text: 'Correct what the message above names.',
    detail: 'In an action group: turn on the common alert schema for this webhook.',
  },
  body_malformed: {
    text: 'Send JSON: an action group does so by itself, a program or a Logic App may not.',
  },
  body_too_large: {
    text: 'Send at most 1 MB.',
    detail: 'A log alert shrinks when its rule does not include the search results.',
  },
  content_type_unsupported: {
    text: 'Send the header Content-Type: application/json and an uncompressed body.',
  },
};

function mendingSteps(mistakes: RefusalMistake[]): Step[] {
  const codes = new Set(mistakes.map(({ code }) => code));
  return [...codes].flatMap((code) => (Object.hasOwn(mending, code) ? (mending[code] ?? []) : []));
}

function catchUpSteps({ openedAt }: RefusalNotice): Step[] {
  return [
    {
      text: `Look at what fired since ${sayUtc(openedAt)}.`,
      detail: 'In the Azure portal: Monitor, then Alerts.',
    },
  ];
}
