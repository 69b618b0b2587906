/**
 * Evaluates KQL over tables in memory: `compileQuery` turns a query into closures once, `run`
 * pushes rows through them. Parsing and binding are Microsoft's (`parser/`), evaluation is ours.
 *
 * To add an operator: a file in `operators/` that turns its node and the input plan into a plan, and
 * one entry in `operators/index.ts`. Read every part of the node, and refuse what you do not do.
 * To add a function: one entry in the table of its family in `functions/`; to add an aggregate, one
 * in `aggregates/index.ts`. The binder has checked arguments and says the result's type.
 */

export type { CompiledQuery } from './compiler/compile-query';
export { compileQuery } from './compiler/compile-query';
export { createTable } from './create-table';
export { KqlError } from './kql-error';
export { loadParser } from './parser/language';
export type {
  KqlCell,
  KqlColumn,
  KqlResult,
  KqlTable,
  KqlType,
  RunOptions,
} from './types';
