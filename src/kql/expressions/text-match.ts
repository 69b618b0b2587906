import { derived } from '../compiler/scope';
import type { Compiler, Scalar, Scope } from '../compiler/types';
import { kindOf, part, type Syntax } from '../parser/syntax';
import { regexFrom } from '../values/regex';
import { containsTerm, equalIgnoringCase, foldCase } from '../values/terms';
import { convertScalar } from './comparison';

/** The operators that compare texts: `has`, `contains`, `startswith`, `=~` … and their negations. */
export function compileTextMatch(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const kind = kindOf(node);
  const negated = kind.startsWith('Not') || kind === 'BangTildeExpression';
  const matcher = matchers[kind.replace(/^Not/, '')];
  if (!matcher) throw compiler.refuse(`The operator '${kind}'`, node);
  const left = convertScalar(compiler.scalar(part(node, 'Left'), scope), 'string');
  const right = convertScalar(compiler.scalar(part(node, 'Right'), scope), 'string');
  const test = preparing(matcher);
  const [text, needle] = [left.evaluate, right.evaluate];
  return derived(
    'bool',
    [left, right],
    (row) => test(String(text(row)), String(needle(row))) !== negated,
    compiler.runtime,
  );
}

export function compileRegexMatch(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const left = convertScalar(compiler.scalar(part(node, 'Left'), scope), 'string');
  const right = compiler.scalar(part(node, 'Right'), scope);
  const [text, pattern] = [left.evaluate, right.evaluate];
  const test = preparing((source) => {
    const regex = regexFrom(source);
    if (!regex) throw compiler.stop(`'${source}' is not a regular expression`, node);
    return (subject) => regex.test(subject);
  });
  return derived(
    'bool',
    [left, right],
    (row) => test(String(text(row)), String(pattern(row))),
    compiler.runtime,
  );
}

/** Makes a test for a needle once; needles rarely change from row to row. */
type Matcher = (needle: string) => (text: string) => boolean;

/** Remembers the prepared needle and the last answer: neighbouring rows often hold the same text. */
function preparing(matcher: Matcher): (text: string, needle: string) => boolean {
  let prepared: { needle: string; test: (text: string) => boolean } | undefined;
  let last: { text: string; answer: boolean } | undefined;
  return (text, needle) => {
    if (prepared?.needle !== needle) {
      prepared = { needle, test: matcher(needle) };
      last = undefined;
    }
    if (last?.text !== text) last = { text, answer: prepared.test(text) };
    return last.answer;
  };
}

function termMatcher(ends: { start: boolean; end: boolean }): Matcher {
  return (needle) => (text) => containsTerm(text, needle, ends);
}

function ignoringCase(matcher: Matcher): Matcher {
  return (needle) => {
    const test = matcher(foldCase(needle));
    return (text) => test(foldCase(text));
  };
}

const has = termMatcher({ start: true, end: true });
const hasPrefix = termMatcher({ start: true, end: false });
const hasSuffix = termMatcher({ start: false, end: true });
const contains: Matcher = (needle) => (text) => text.includes(needle);
const startsWith: Matcher = (needle) => (text) => text.startsWith(needle);
const endsWith: Matcher = (needle) => (text) => text.endsWith(needle);

const matchers: Record<string, Matcher> = {
  EqualTildeExpression: (needle) => (text) => equalIgnoringCase(text, needle),
  BangTildeExpression: (needle) => (text) => equalIgnoringCase(text, needle),
  HasExpression: ignoringCase(has),
  HasCsExpression: has,
  HasPrefixExpression: ignoringCase(hasPrefix),
  HasPrefixCsExpression: hasPrefix,
  HasSuffixExpression: ignoringCase(hasSuffix),
  HasSuffixCsExpression: hasSuffix,
  ContainsExpression: ignoringCase(contains),
  ContainsCsExpression: contains,
  StartsWithExpression: ignoringCase(startsWith),
  StartsWithCsExpression: startsWith,
  EndsWithExpression: ignoringCase(endsWith),
  EndsWithCsExpression: endsWith,
};
