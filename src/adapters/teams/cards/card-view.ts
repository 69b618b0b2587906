import type { Report } from '../../../reports/report';
import type { CardLimits } from './card-limits';
import { cleanText } from './escape-text';

type View = { [key: string]: Shown };
type Shown = string | number | boolean | null | Shown[] | View;

/** Meant to be pasted: shortened they would be wrong. No real one is longer than this. */
const wholeKeys = new Set(['command', 'device', 'hub', 'code']);
const wholeLength = 800;
/** Names that others chose: nobody reads more of one than this. */
const nameKeys = new Set(['rule', 'name']);
const nameLength = 200;
const manyLineKeys = new Set(['kql', 'command']);
const urlKeys = new Set(['url', 'portalUrl']);
/** Shown only on demand, wherever they stand in the report. */
const foldedKeys = new Set(['evidence', 'cause', 'resolution', 'original']);
/** What does not fit on the card's face opens below it with one click. */
const restKeys = new Set(['codes', 'devices', 'history', 'trail', 'mutes']);
/** A page of a table has its rows counted already, and so has the help: they are shown whole. */
const pageKeys = new Set(['rows', 'columns', 'commands']);
const rowsOnPage = 10;
/** The list that is longest on a busy hub stands below what matters more. */
const devicesShown = 5;
const stepsShown = 3;
const buttonsShown = 3;
const moreButtonsShown = 4;

/**
 * The report as a template reads it: cleaned, shortened to `limits` with "and n more", and cut
 * into what stands on the card and what is folded; history newest first. Every list of things has
 * its `…More` count of what is nowhere on the card; some have a `…Rest` that one click opens.
 */
export function viewReport(report: Report, limits: CardLimits, picture: string | undefined): View {
  const { actions, more, ...content } = report;
  const steps = 'steps' in content ? content.steps : [];
  const buttons = [...actions, ...more].filter(isSafeAction);
  const history = 'history' in content ? [...content.history].reverse() : [];
  const view = shorten({ ...content, steps, history }, facing(report, limits));
  return {
    ...view,
    steps: shortenList(steps.slice(0, stepsShown), limits),
    furtherSteps: shortenList(steps.slice(stepsShown), fold(limits)),
    buttons: leadFirst(buttons.slice(0, buttonsFor(report)).map((action) => viewAction(action))),
    moreButtons: buttons
      .slice(buttonsFor(report), buttonsFor(report) + moreButtonsShown)
      .map((action) => viewAction(action)),
    ...(picture === undefined ? {} : { picture }),
  };
}

/** Cause and resolution are what an error code's card is about: nothing of it is folded. */
function facing(report: Report, limits: CardLimits): CardLimits {
  if (report.kind !== 'error-code') return limits;
  return { ...limits, foldedText: limits.text, foldedLines: limits.lines };
}

/** The evidence toggle is a button as well: four in all. */
function buttonsFor(report: Report): number {
  return 'evidence' in report && report.evidence !== undefined ? buttonsShown : buttonsShown + 1;
}

/** A template writes buttons kind by kind; what stands first is to stay there. */
function leadFirst([first, ...others]: View[]): View[] {
  if (first === undefined) return [];
  return [first.kind === 'refresh' ? { ...first, kind: 'lead' } : first, ...others];
}

function isSafeAction(action: Report['actions'][number]): boolean {
  if (action.kind === 'link') return isSafeUrl(action.url);
  return !JSON.stringify(action.parameters).includes('${');
}

function isSafeUrl(url: string): boolean {
  if (!URL.canParse(url) || url.includes('${')) return false;
  const { protocol, hostname, pathname } = new URL(url);
  // In local mode our own downloads are on this machine.
  const isOwnFile = hostname === '127.0.0.1' && pathname.startsWith('/queries/');
  return protocol === 'https:' || (protocol === 'http:' && isOwnFile);
}

/** What a button sends back is the report's own, to the letter. */
function viewAction(action: Report['actions'][number]): View {
  const words = { title: cut(cleanText(action.title), 40), tooltip: cleanText(action.tooltip) };
  if (action.kind === 'link') return { ...words, kind: 'link', url: action.url };
  const kind = action.inPlace === true ? 'refresh' : 'command';
  return { ...words, kind, data: commandData(action.verb, action.parameters) };
}

function commandData(verb: string, parameters: Record<string, unknown>): View {
  return JSON.parse(JSON.stringify({ verb, parameters })) as View;
}

function shorten(node: object, limits: CardLimits): View {
  const view: View = {};
  for (const [key, value] of Object.entries(node)) {
    if (value === undefined || value === null || value === '') continue;
    const within = roomFor(key, value, foldedKeys.has(key) ? fold(limits) : limits);
    const shown = shortenValue(key, value, within);
    if (shown !== undefined) view[key] = shown;
    if (isObjectList(value)) Object.assign(view, leftOver(key, value, within));
  }
  return view;
}

/** A button for one line would take its room: that line is shown instead. */
function roomFor(key: string, value: unknown, given: CardLimits): CardLimits {
  if (pageKeys.has(key)) return { ...given, lines: rowsOnPage };
  const most = key === 'devices' ? devicesShown : given.lines;
  const limits = { ...given, lines: Math.min(most, given.lines) };
  const isOneTooMany = Array.isArray(value) && value.length === limits.lines + 1;
  return isOneTooMany && restKeys.has(key) ? { ...limits, lines: value.length } : limits;
}

function leftOver(key: string, list: object[], limits: CardLimits): View {
  const more = (shown: number) => ({ [`${key}More`]: Math.max(0, list.length - shown) });
  if (!restKeys.has(key)) return more(limits.lines);
  const shown = limits.lines + limits.rest;
  const rest = list.slice(limits.lines, shown).map((item) => shortenItem(item, limits));
  return { ...more(shown), [`${key}Rest`]: rest };
}

function shortenValue(key: string, value: unknown, limits: CardLimits): Shown | undefined {
  if (typeof value === 'string') return shortenText(key, value, limits);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return shortenList(value, limits);
  return typeof value === 'object' && value !== null ? shorten(value, limits) : undefined;
}

function shortenText(key: string, text: string, limits: CardLimits): string | undefined {
  if (key === 'portalUrl' && !limits.links) return undefined;
  if (urlKeys.has(key)) return isSafeUrl(text) ? text : undefined;
  const clean = cleanText(text, manyLineKeys.has(key) ? 'many' : 'one');
  if (wholeKeys.has(key)) return cut(clean, wholeLength);
  if (nameKeys.has(key)) return cut(clean, Math.min(nameLength, limits.text));
  if (key !== 'kql') return cut(clean, limits.text);
  return limits.kql === 0 ? undefined : cut(clean, limits.kql);
}

function shortenList(list: unknown[], limits: CardLimits): Shown[] {
  const shown = list.slice(0, limits.lines).map((item) => shortenItem(item, limits));
  const left = list.length - shown.length;
  return left > 0 && !isObjectList(list) ? [...shown, `and ${left} more`] : shown;
}

function shortenItem(item: unknown, limits: CardLimits): Shown {
  return shortenValue('', item, limits) ?? '';
}

function isObjectList(value: unknown): value is object[] {
  return Array.isArray(value) && typeof value[0] === 'object';
}

/** The limits of what is folded, for everything below it. */
function fold(limits: CardLimits): CardLimits {
  return { ...limits, text: limits.foldedText, lines: limits.foldedLines };
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
