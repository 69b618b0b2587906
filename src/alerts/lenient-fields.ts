import { z } from 'zod';
import { readTime, readUsTime } from '../shared/read-time';
import { readPortalUrl } from './read-portal-url';
import { stripHtml } from './strip-html';

// A payload may hold anything: what is longer than any real value is cut, so that one alert can
// neither fill the store nor a card.
const maxTextLength = 4096;
const maxSourceLength = 65_536;
const maxUrlLength = 6000;
const maxListLength = 100;
// Control characters other than tab and line breaks, and halves of surrogate pairs.
const unwanted = /(?![\t\n\r])\p{Cc}|\p{Cs}/gu;

/** Text that may be missing, null, a number or a boolean; trimmed; empty when there is none. */
export const LenientText = z.unknown().transform(readText);

/** Plain text that may have been HTML, cut to what a card can use. */
export const LenientProse = z.unknown().transform((value) => readProse(value));

/** A number that may be written as text; undefined when it is neither. */
export const LenientNumber = z.unknown().transform(readNumber);

/** A figure that may be written as money: `$1,111.00` is 1111. */
export const LenientAmount = z.unknown().transform((value) => {
  const text = typeof value === 'string' ? value.replace(/[^\d.,-]|,(?=\d{3}(?!\d))/g, '') : value;
  return readNumber(text);
});

/** An ISO 8601 time, or one as Americans write it; undefined for anything else. */
export const LenientTime = LenientText.transform((text) => readTime(text) ?? readUsTime(text));

/** A link to an Azure portal; undefined for anything else, and never a part of one. */
export const LenientPortalUrl = z
  .unknown()
  .transform((value) =>
    typeof value === 'string' && value.length <= maxUrlLength ? readPortalUrl(value) : undefined,
  );

/** An object that may be JSON in a text; an empty one for anything else. */
export const LenientObject = z.unknown().transform((value): object => {
  const object = typeof value === 'string' ? readJson(value) : value;
  return typeof object === 'object' && object !== null && !Array.isArray(object) ? object : {};
});

/** A list that may be missing, null, or JSON in a text; objects and texts alike are kept. */
export const LenientList = z.unknown().transform((value) => readList(value));

/** A list that may be missing, null or a single text; only texts are kept. */
export const LenientTexts = z
  .unknown()
  .transform((value) => (Array.isArray(value) ? value : [value]).map(readText).filter(Boolean))
  .transform((texts) => texts.slice(0, maxListLength));

function readProse(value: unknown): string {
  if (typeof value !== 'string') return readText(value);
  return readText(stripHtml(value.slice(0, maxSourceLength)));
}

function readList(value: unknown): unknown[] {
  const list = typeof value === 'string' ? readJson(value) : value;
  return Array.isArray(list) ? list.slice(0, maxListLength) : [];
}

/** Undefined when the text is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, maxSourceLength));
  } catch {
    return undefined;
  }
}

function readText(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return '';
  return value.slice(0, maxTextLength).replace(unwanted, '').trim();
}

function readNumber(value: unknown): number | undefined {
  if (typeof value === 'string' && value.trim() === '') return undefined;
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
