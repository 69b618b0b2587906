import { oncePerRun } from '../compiler/memory';
import type { Evaluate } from '../compiler/types';
import { convertScalar } from '../expressions/comparison';
import { converter } from '../values/convert';
import { regexFrom } from '../values/regex';
import type { Value } from '../values/value';
import type { Call, FunctionEntry, FunctionTable } from './define';

/** Functions that take a regular expression, compiled once a run. */
export const patternFunctions: FunctionTable = {
  extract: { compile: compileExtract },
  extract_all: { compile: compileExtractAll },
  replace_regex: { compile: (call) => compileReplace(call) },
  replace: { compile: (call) => compileReplace(call) },
  countof: { compile: compileCountOf },
  trim: trimming((pattern) => [`^(?:${pattern})+`, `(?:${pattern})+$`]),
  trim_start: trimming((pattern) => [`^(?:${pattern})+`]),
  trim_end: trimming((pattern) => [`(?:${pattern})+$`]),
};

/** Type of the result is the type literal's, if one is given. */
function compileExtract(call: Call): Evaluate {
  const regex = regexArgument(call, 0, '');
  const group = call.args[1];
  const text = textArgument(call, 2);
  const convert = converter('string', call.resultType);
  return (row) => {
    const match = regex().exec(text(row));
    const captured = match?.[Number(group?.evaluate(row) ?? 0)];
    return captured === undefined ? convert('') : convert(captured);
  };
}

function compileExtractAll(call: Call): Evaluate {
  const regex = regexArgument(call, 0, 'g');
  const chosen = call.args.length === 3 ? call.args[1] : undefined;
  const text = textArgument(call, call.args.length - 1);
  return (row) => {
    const groups = chosen?.evaluate(row);
    const found = [...text(row).matchAll(regex())].map((match) => captures(match, groups));
    return found.length === 0 ? null : found;
  };
}

/** One captured group is the value itself; several are an array. */
function captures(match: RegExpExecArray, groups: Value | undefined): Value {
  const picked = Array.isArray(groups)
    ? groups.map((group) => match[Number(group)] ?? match.groups?.[String(group)] ?? '')
    : match.slice(1).map((capture) => capture ?? '');
  return picked.length === 1 ? (picked[0] ?? '') : picked;
}

/** Groups in the replacement are `\1` in Kusto. */
function compileReplace(call: Call): Evaluate {
  const [text, by] = [textArgument(call, 0), textArgument(call, 2)];
  const regex = regexArgument(call, 1, 'g');
  return (row) => {
    const template = by(row);
    return text(row).replace(regex(), (...match: unknown[]) =>
      template.replace(/\\(?<group>\d)/g, (_, group: string) => String(match[Number(group)] ?? '')),
    );
  };
}

/** Plain matches may overlap, those of a regular expression do not. */
function compileCountOf(call: Call): Evaluate {
  const text = textArgument(call, 0);
  if (call.args[2]?.evaluate([]) === 'regex') {
    const regex = regexArgument(call, 1, 'g');
    return (row) => [...text(row).matchAll(regex())].length;
  }
  const search = textArgument(call, 1);
  return (row) => countPlain(text(row), search(row));
}

function countPlain(text: string, search: string): number {
  if (search === '') return 0;
  let count = 0;
  for (let at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + 1)) count++;
  return count;
}

function trimming(anchors: (pattern: string) => string[]): FunctionEntry {
  return {
    compile(call) {
      const text = textArgument(call, 1);
      const regexes = oncePerRun(call.compiler.runtime, () => {
        const pattern = textArgument(call, 0)([]);
        return anchors(pattern).map((anchored) => compiledRegex(call, anchored, ''));
      });
      constantArgument(call, 0);
      return (row) => regexes().reduce((rest, regex) => rest.replace(regex, ''), text(row));
    },
  };
}

function regexArgument(call: Call, index: number, flags: string): () => RegExp {
  constantArgument(call, index);
  const source = textArgument(call, index);
  return oncePerRun(call.compiler.runtime, () => compiledRegex(call, source([]), flags));
}

function compiledRegex(call: Call, source: string, flags: string): RegExp {
  const regex = regexFrom(source, flags);
  if (!regex) throw call.compiler.stop(`'${source}' is not a regular expression`, call.node);
  return regex;
}

function constantArgument(call: Call, index: number): void {
  if (call.args[index]?.constant) return;
  throw call.compiler.refuse(`A pattern of '${call.name}' that differs from row to row`, call.node);
}

function textArgument(call: Call, index: number): (row: Value[]) => string {
  const arg = call.args[index];
  if (!arg) return () => '';
  const { evaluate } = convertScalar(arg, 'string');
  return (row) => String(evaluate(row));
}
