/** Errors come as JSON with a message, as HTML or as plain words: the page shows one short line. */
export function firstWords(text: string): string {
  const body = readJson(text) as { message?: unknown; error?: { message?: unknown } } | undefined;
  const message = body?.error?.message ?? body?.message ?? text;
  return String(message).replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}

/** Undefined for what is not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
