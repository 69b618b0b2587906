import { compileExpression } from '../expressions/index';
import { KqlError, placeOf, type TextSpan } from '../kql-error';
import { compileTable } from '../operators/table';
import { type Syntax, spanOf } from '../parser/syntax';
import type { KqlColumn, KqlErrorKind, KqlResult } from '../types';
import type { Compiler, Runtime } from './types';

export function createCompiler(
  query: string,
  tables: { name: string; columns: KqlColumn[] }[],
  setRender: (render: KqlResult['render']) => void,
): Compiler {
  const runtime: Runtime = {
    now: 0,
    from: undefined,
    to: undefined,
    visibleUntil: undefined,
    tables: new Map(),
    releases: [],
  };
  return compilerAt(undefined, { query, tables, setRender, runtime });
}

interface Shared {
  query: string;
  tables: { name: string; columns: KqlColumn[] }[];
  setRender: (render: KqlResult['render']) => void;
  runtime: Runtime;
}

/** Nodes inside a called function's body have positions of their own; errors name the call. */
function compilerAt(place: TextSpan | undefined, shared: Shared): Compiler {
  const span = (node: Syntax) => place ?? spanOf(node);
  const fail = (kind: KqlErrorKind, code: string, message: string, node: Syntax) =>
    new KqlError(kind, code, message, { query: shared.query, span: span(node) });
  const compiler: Compiler = {
    runtime: shared.runtime,
    tables: shared.tables,
    setRender: shared.setRender,
    span,
    scalar: (node, scope) => compileExpression(node, scope, compiler),
    table: (node, names) => compileTable(node, names, compiler),
    reject: (message, node) => fail('semantic', 'KQL002', message, node),
    stop: (message, node) => fail('runtime', 'KQL003', message, node),
    refuse(what, node) {
      const { line, column } = placeOf(shared.query, span(node).start);
      const message = `${what} is not supported here (line ${line}, column ${column})`;
      return fail('unsupported', 'KQL004', message, node);
    },
    at: (call) => compilerAt(span(call), shared),
  };
  return compiler;
}
