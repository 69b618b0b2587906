/**
 * Asks the local server and returns its JSON answer.
 * @param {string} path
 * @param {object} [body] sent as POST or as `method`; without it the call is a GET
 * @param {'POST' | 'DELETE'} [method]
 * @throws {Error} with words for the person and `code`: the server's, or `server_unreachable`
 */
export async function callServer(path, body, method = 'POST') {
  const response = await fetch(path, requestOf(body, method)).catch(() => {
    throw failure('server_unreachable', 'The local server cannot be reached. Is it still running?');
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const { code, message } = answer.error ?? {};
  throw failure(code ?? 'unexpected', message ?? `The local server answered ${response.status}.`);
}

/** Where the reader is, so that "9am" means their morning. */
export function readerPlace() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { locale: navigator.language || 'en', timeZone: timeZone || 'UTC' };
}

function requestOf(body, method) {
  if (body === undefined) return {};
  const headers = { 'content-type': 'application/json' };
  return { method, headers, body: JSON.stringify(body) };
}

function failure(code, message) {
  return Object.assign(new Error(message), { code });
}
