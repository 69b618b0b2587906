import { join } from 'node:path';
import { Template } from 'adaptivecards-templating';
import type { Pictures } from '../../../ports/picture';
import type { Report } from '../../../reports/report';
import { AppError } from '../../../shared/app-error';
import { cardLimits, mostBytes, mostCardBytes } from './card-limits';
import { viewReport } from './card-view';
import { escapeMarkdown } from './escape-text';
import { loadTemplates } from './load-templates';

/** An Adaptive Card 1.5, ready to be attached to a message. */
export interface AdaptiveCardJson {
  type: 'AdaptiveCard';
  version: string;
  body: unknown[];
  [property: string]: unknown;
}

/** The same depth below the package in src and in dist. */
const templateFolder = join(__dirname, '../../../../cards/teams');

/**
 * Fills the template of the report's kind. Templates hold no markdown of their own, so whatever
 * text they end up with is escaped as a whole. A card that would be too large is shortened.
 */
export function createCardRenderer(deps: {
  pictures: Pictures;
}): (report: Report) => AdaptiveCardJson {
  const templates = new Map<string, Template>();
  for (const [kind, json] of loadTemplates(templateFolder)) templates.set(kind, new Template(json));
  return (report) => {
    const template = templates.get(report.kind);
    if (template === undefined) {
      throw new AppError('card_template_missing', `There is no template for ${report.kind}.`);
    }
    return renderToFit(report, template, drawPicture(report, deps.pictures));
  };
}

function renderToFit(
  report: Report,
  template: Template,
  picture: string | undefined,
): AdaptiveCardJson {
  let card: AdaptiveCardJson | undefined;
  for (const limits of cardLimits) {
    card = fill(template, viewReport(report, limits, picture));
    const bytes = Buffer.byteLength(JSON.stringify(card));
    if (bytes <= mostBytes && bytes - (picture?.length ?? 0) <= mostCardBytes) return card;
  }
  throw new AppError('card_too_large', `The ${report.kind} card does not fit at any length.`);
}

function fill(template: Template, view: object): AdaptiveCardJson {
  const card: unknown = template.expand({ $root: view });
  const finished = escapeTexts(card);
  const text = JSON.stringify(finished);
  const left = text.indexOf('${');
  if (left >= 0) {
    throw new AppError('card_unfilled', `The template left ${text.slice(left, left + 60)} open.`);
  }
  return finished as AdaptiveCardJson;
}

/** TextBlocks and facts read markdown; every other text of a card is shown as it is. */
function escapeTexts(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(escapeTexts);
  if (typeof node !== 'object' || node === null) return node;
  const read = markdownKeys(node);
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      read.includes(key) && typeof value === 'string'
        ? [key, escapeMarkdown(value)]
        : [key, key === 'data' ? value : escapeTexts(value)],
    ),
  );
}

function markdownKeys(node: object): string[] {
  if ('type' in node) return node.type === 'TextBlock' ? ['text'] : [];
  return 'title' in node && 'value' in node ? ['title', 'value'] : [];
}

/** A card without its picture is better than no card: the template then shows the alt text. */
function drawPicture(report: Report, pictures: Pictures): string | undefined {
  if (!('timeline' in report) || report.timeline === undefined) return undefined;
  try {
    return `data:image/png;base64,${pictures.drawTimeline(report.timeline).toString('base64')}`;
  } catch {
    return undefined;
  }
}
