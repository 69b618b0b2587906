import { z } from 'zod';
import { AppError } from '../../shared/app-error';

/** Reads what Resource Manager answered, or throws AppError `arm_unreadable` that names where. */
export function readBody<Body>(what: string, schema: z.ZodType<Body>, body: unknown): Body {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join('.') || 'the body';
  const fault =
    body === undefined
      ? 'it is no JSON. Check that no proxy answers in its place.'
      : `${field} is not as expected.`;
  throw new AppError(
    'arm_unreadable',
    `Azure Resource Manager answered, but not with ${what}: ${fault}`,
    { cause: read.error },
  );
}

/** Undefined for what is no JSON, which no schema takes for an answer. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The word for a failure: most services put it into an envelope. */
export function readErrorCode(text: string): string | undefined {
  const read = ErrorBody.safeParse(readJson(text));
  return read.data?.error?.code ?? read.data?.code;
}

/** The sentence for a failure, from the same places. */
export function readErrorMessage(text: string): string | undefined {
  const read = ErrorBody.safeParse(readJson(text));
  return read.data?.error?.message ?? read.data?.message;
}

/** One of these words, in any casing. */
export function word<const Words extends readonly string[]>(words: Words) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.toLowerCase() : value),
    z.enum(words),
  );
}

const text = z.string().optional().catch(undefined);
const said = { code: text, message: text };
const ErrorBody = z.object({ ...said, error: z.object(said).optional().catch(undefined) });
