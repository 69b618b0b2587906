/**
 * When an HTTP request deserves one quick second try: a kept connection was closed under us, or a
 * gateway stumbled. Nothing that asks for patience is repeated: a person is waiting and should hear
 * of it. Has the shape that the Azure pipeline expects of a retry strategy.
 */
export const quickRetry = {
  name: 'quickRetry',
  retry({ response, responseError }: Outcome): { retryAfterInMs: number } | { skipStrategy: true } {
    const cut = cutConnections.has(responseError?.code ?? '');
    return cut || (response && stumbled(response))
      ? { retryAfterInMs: pauseMs }
      : { skipStrategy: true };
  },
};

interface Outcome {
  response?: Reply;
  responseError?: { code?: string };
}

interface Reply {
  status: number;
  headers: { has(name: string): boolean };
}

function stumbled({ status, headers }: Reply): boolean {
  return (status === 502 || status === 503) && !headers.has('retry-after');
}

const cutConnections = new Set(['ECONNRESET', 'EPIPE']);
const pauseMs = 250;
