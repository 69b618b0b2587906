import { KqlError } from '../kql-error';

/** Deeper than any query a person writes; far below where the parser takes minutes. */
const deepest = 500;

/** Throws KqlError for text that only costs time to parse: nested without end. */
export function guardText(query: string): void {
  let depth = 0;
  for (const match of query.matchAll(tokens)) {
    const [token] = match;
    if ('([{'.includes(token)) depth++;
    else if (')]}'.includes(token)) depth--;
    if (depth <= deepest) continue;
    const message = `The query is nested more than ${deepest} deep`;
    const span = { start: match.index, length: 1 };
    throw new KqlError('syntax', 'KQL001', message, { query, span });
  }
}

/** Brackets; texts and comments as a whole, because brackets in them do not count. */
const tokens =
  /```[\s\S]*?```|@"[^"]*"|@'[^']*'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|[([{}\])]/g;
