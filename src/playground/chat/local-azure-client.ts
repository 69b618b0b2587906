import { z } from 'zod';
import { AppError } from '../../shared/app-error';

const patienceMs = 5000;

/**
 * Asks the local Azure on its own, not Azure's, addresses. Gives undefined for a 404: an older one
 * may lack the address. Throws AppError `local_azure_silent` or `local_azure_refused`.
 */
export async function callLocalAzure<T>(
  request: { origin: string; path: string; method: 'GET' | 'POST' | 'DELETE'; body?: object },
  shape: z.ZodType<T>,
): Promise<T | undefined> {
  const { origin, path, method, body } = request;
  const response = await fetch(`${origin}${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause) => {
    throw new AppError('local_azure_silent', 'The local Azure cannot be reached.', { cause });
  });
  const text = await response.text();
  if (response.status === 404) return undefined;
  if (response.ok) return readAnswer(text, path, shape);
  throw new AppError('local_azure_refused', `${path} answered ${response.status}: ${words(text)}`);
}

function readAnswer<T>(text: string, path: string, shape: z.ZodType<T>): T {
  const read = shape.safeParse(parse(text));
  if (read.success) return read.data;
  const issue = z.prettifyError(read.error).slice(0, 200);
  throw new AppError('local_azure_refused', `${path} answered in another form: ${issue}`);
}

function words(text: string): string {
  const { error } = (parse(text) ?? {}) as { error?: { message?: unknown } };
  return String(error?.message ?? text).slice(0, 200);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
