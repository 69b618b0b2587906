import type { Activity } from 'botbuilder';
import type { Report } from '../../reports/report';
import { cleanText } from './cards/escape-text';

export const cardContentType = 'application/vnd.microsoft.card.adaptive';

/** Teams cuts notifications off; a long one only costs bytes. */
const longestSummary = 300;

/** A report as a message: the card, and the sentence notifications and screen readers get. */
export function cardActivity(
  report: Report,
  deps: { renderCard(report: Report): object },
): Partial<Activity> {
  const { spoken } = report;
  const summary =
    spoken.length > longestSummary ? `${spoken.slice(0, longestSummary - 1)}…` : spoken;
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: cardContentType, content: deps.renderCard(report) }],
  };
}

/** A short message without a card. Plain: names in it are somebody else's. */
export function textActivity(text: string): Partial<Activity> {
  return { type: 'message', text: cleanText(text), textFormat: 'plain' };
}
