import type { RefusalMistake, RefusalNotice } from '../ports/refusal-book';
import { redact } from './redact';
import type { ProblemReport, Step } from './report';
import { asSentence, sayCount, sayUtc } from './words';

const shownMistakes = 3;
/** As many as a card shows; the last is how to find what was lost. */
const shownSteps = 3;

/**
 * For the operator: what a sender of alerts or of device events lost because it was refused, and
 * what to mend at the sender.
 */
export function reportRefusedAlerts(
  notice: RefusalNotice,
  mayRepeatOf: Date | undefined,
): ProblemReport {
  const lost = findLost(notice);
  const title = `${sayCount(notice.refused, ...lost.counted)} could not be taken`;
  const happened = describeLoss(notice);
  const means = describeMeaning(lost, mayRepeatOf);
  return {
    kind: 'problem',
    code: 'alerts_refused',
    headline: { tone: 'warning', icon: '▲', word: 'Problem', text: title },
    spoken: `Problem: ${title}. ${happened}`,
    happened,
    means,
    steps: [
      ...mendingSteps(notice.mistakes, lost).slice(0, shownSteps - 1),
      lost.catchUp(sayUtc(notice.openedAt)),
    ],
    ask: `Whoever set up ${lost.from} or the program that sends these.`,
    suggestions: [],
    actions: [],
    more: [],
  };
}

interface Lost {
  /** One of it, and many. */
  counted: [string, string];
  means: string;
  from: string;
  tooLarge: Step;
  catchUp(since: string): Step;
}

const tooLargeAlert: Step = {
  text: 'Send at most 1 MB.',
  detail: 'A log alert shrinks when its rule does not include the search results.',
};

const lostAlerts: Lost = {
  counted: ['alert', 'alerts'],
  means: 'what these alerts were about has no card',
  from: 'the action group',
  tooLarge: tooLargeAlert,
  catchUp: (since) => ({
    text: `Look at what fired since ${since}.`,
    detail: 'In the Azure portal: Monitor, then Alerts.',
  }),
};

// One delivery may hold thousands of events, and none of them was read.
const lostEvents: Lost = {
  counted: ['delivery of device events', 'deliveries of device events'],
  means: 'devices that these told of may be away, or back, without any card saying so',
  from: 'the event subscription',
  tooLarge: { text: 'Send at most 8 MB at a time.' },
  catchUp: (since) => ({
    text: `Ask for the summary since ${since}.`,
    detail: 'The resource logs tell of disconnects as well, some minutes later than events do.',
  }),
};

const lostAnything: Lost = {
  counted: ['delivery', 'deliveries'],
  means: 'what these were about has no card, and cards that are out may be behind',
  from: 'the action group, the event subscription',
  tooLarge: { ...tooLargeAlert, text: 'Send at most 1 MB; of device events 8 MB at a time.' },
  catchUp: (since) => ({
    text: `Look at what fired since ${since}, and ask for the summary since then.`,
    detail: 'In the Azure portal: Monitor, then Alerts. The summary comes from the resource logs.',
  }),
};

const onlyOfEvents = new Set([
  'events_invalid',
  'batch_too_large',
  'topic_unexpected',
  'subscription_unexpected',
]);

/** One sender may send both, and a body that cannot be read does not tell which it was. */
function findLost({ mistakes }: RefusalNotice): Lost {
  const hasAlerts = mistakes.some(({ code }) => code === 'alert_invalid');
  const hasEvents = mistakes.some(({ code }) => onlyOfEvents.has(code));
  if (hasAlerts === hasEvents) return lostAnything;
  return hasAlerts ? lostAlerts : lostEvents;
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

function describeMeaning(lost: Lost, mayRepeatOf: Date | undefined): string {
  const repeat =
    mayRepeatOf === undefined ? '' : ` This may repeat the card of ${sayUtc(mayRepeatOf)}.`;
  return `A sender does not try again after such an answer: ${lost.means}. The first 64 KB of each are kept for 14 days, without secrets, in the table refusals of the bot's database.${repeat}`;
}

const mending: Record<string, Step> = {
  alert_invalid: {
    text: 'Correct what the message above names.',
    detail: 'In an action group: turn on the common alert schema for this webhook.',
  },
  body_malformed: {
    text: 'Send JSON: an action group does so by itself, a program or a Logic App may not.',
  },
  events_invalid: {
    text: 'Send events as Event Grid does: in its own schema or as CloudEvents 1.0.',
  },
  batch_too_large: { text: 'Send at most 5,000 events at a time.' },
  topic_unexpected: {
    text: 'Add the topic to EVENT_GRID_TOPICS, or its hub to IOT_HUB_RESOURCE_IDS, and create the event subscription again.',
    detail: 'Unless nobody here knows that topic: then remove the subscription.',
  },
  subscription_unexpected: {
    text: 'Add its name to EVENT_GRID_SUBSCRIPTIONS, and create the event subscription again.',
    detail: 'Unless nobody here knows that subscription: then remove it.',
  },
  content_type_unsupported: {
    text: 'Send the header Content-Type: application/json and an uncompressed body.',
  },
};

function mendingSteps(mistakes: RefusalMistake[], { tooLarge }: Lost): Step[] {
  const codes = new Set(mistakes.map(({ code }) => code));
  const steps: Record<string, Step> = { ...mending, body_too_large: tooLarge };
  return [...codes].flatMap((code) => (Object.hasOwn(steps, code) ? (steps[code] ?? []) : []));
}
