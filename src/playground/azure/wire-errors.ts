import type { KqlError } from '../../kql';

/** An answer of the local services that is no success. */
export interface WireError {
  status: number;
  body: object;
}

/** The service's own envelope: the useful words sit two levels deep. */
export function badArgument(inner?: {
  code: string;
  message: string;
  innererror?: object;
}): WireError {
  return {
    status: 400,
    body: {
      error: {
        message: 'The request had some invalid properties',
        code: 'BadArgumentError',
        ...(inner && { innererror: inner }),
      },
    },
  };
}

export function pathNotFound(): WireError {
  return {
    status: 404,
    body: { error: { message: 'The requested path does not exist', code: 'PathNotFoundError' } },
  };
}

export function tooLarge(limitBytes: number): WireError {
  const message = `The request is larger than ${limitBytes} bytes`;
  return { status: 413, body: { error: { message, code: 'RequestEntityTooLarge' } } };
}

export function tooManyRequests(): WireError {
  return {
    status: 429,
    body: { error: { message: 'Too many requests', code: 'ThrottledError' } },
  };
}

export function queryRefused(error: KqlError, query: string): WireError {
  const { line, column, token } = error;
  const place = { line, pos: column, token };
  if (error.kind === 'syntax') {
    const message = `Query could not be parsed at '${token}' on line [${line},${column}]: ${error.message}`;
    return badArgument({
      code: 'SyntaxError',
      message: 'A recognition error occurred in the query.',
      innererror: { code: 'SYN0002', message, ...place },
    });
  }
  return badArgument({
    code: 'SemanticError',
    message: 'A semantic error occurred.',
    innererror: { ...semantics(error, query), ...place },
  });
}

/** Unknown names are said in the service's words: they tell an unrouted workspace from a mistake. */
function semantics(error: KqlError, query: string): { code: string; message: string } {
  if (error.kind !== 'semantic') {
    return { code: `LOCAL_${error.kind.toUpperCase()}`, message: error.message };
  }
  const unknown = unknownKind(error, query);
  if (!unknown) return { code: error.code, message: error.message };
  return { code: 'SEM0100', message: `Failed to resolve ${unknown} named '${error.token}'` };
}

function unknownKind(error: KqlError, query: string): string | undefined {
  if (!/does not refer to any known/.test(error.message)) return undefined;
  const isTable = /any known table/.test(error.message) || standsFirst(query, error.start);
  return isTable ? 'table or column expression' : 'scalar expression';
}

/** The name a statement starts with can only be a table. */
function standsFirst(query: string, start: number): boolean {
  const before = query
    .slice(0, start)
    .replace(/\/\/[^\n]*/g, '')
    .trimEnd();
  return before === '' || before.endsWith(';');
}
