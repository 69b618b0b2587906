import type { KqlErrorKind } from './types';

/** Where in the query text something stands; `start` is a 0-based offset. */
export interface TextSpan {
  start: number;
  length: number;
}

/** A query that cannot be compiled or run. `line` and `column` are 1-based. */
export class KqlError extends Error {
  readonly kind: KqlErrorKind;
  readonly start: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
  /** The query text at that position. */
  readonly token: string;
  /** The parser's own code, such as `KS142`; ours start with `KQL`. */
  readonly code: string;

  constructor(
    kind: KqlErrorKind,
    code: string,
    message: string,
    at: { query: string; span: TextSpan },
  ) {
    super(message);
    this.name = 'KqlError';
    this.kind = kind;
    this.code = code;
    const place = placeOf(at.query, at.span.start);
    this.start = at.span.start;
    this.length = at.span.length;
    this.line = place.line;
    this.column = place.column;
    this.token = at.query.slice(at.span.start, at.span.start + at.span.length);
  }
}

export function placeOf(query: string, start: number): { line: number; column: number } {
  const before = query.slice(0, start).split('\n');
  const last = before.at(-1) ?? '';
  return { line: before.length, column: last.length + 1 };
}
