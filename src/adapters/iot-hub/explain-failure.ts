import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { Hub } from '../../ports/hub';
import { AppError } from '../../shared/app-error';
import { kindOfBrokenConnection } from '../../shared/broken-connection';
import { readPlainSentence } from '../../shared/plain-sentence';
import { readRetryAfter } from '../../shared/read-retry-after';

/** Says in our words why the registry gave no answer at all. */
export function explainNoReply(
  cause: unknown,
  { hostName }: Hub,
  patienceSpent: boolean,
): AppError {
  if (patienceSpent) {
    return new AppError('registry_unreachable', `${hostName} did not answer in time.`, {
      cause,
      retryable: true,
    });
  }
  if (isSignInError(cause)) return new AppError(...notSignedIn(hostName), { cause });
  const { code = 'no reason given' } = cause as { code?: string };
  const [message, retryable] = brokenConnection(code, hostName);
  return new AppError('registry_unreachable', message, { cause, retryable });
}

function brokenConnection(code: string, hostName: string): [message: string, retryable: boolean] {
  switch (kindOfBrokenConnection(code)) {
    case 'tls':
      return [
        `No secure connection to ${hostName} could be made (${code}). Something on the way may be answering in its place.`,
        false,
      ];
    case 'interrupted':
      return [`The connection to ${hostName} broke in the middle of its answer.`, true];
    case 'unreachable':
      return [
        `${hostName} cannot be reached (${code}). Check the network and that the hub still exists.`,
        true,
      ];
  }
}

/** Says in our words what a status other than success means for the reader. */
export function explainStatus(response: PipelineResponse, { hostName }: Hub): AppError {
  const { status } = response;
  if (status === 401) return new AppError(...notSignedIn(hostName));
  if (status === 403) {
    return new AppError(
      'registry_forbidden',
      `This bot may not read device twins of ${hostName}. Its identity needs a role with the data action Microsoft.Devices/IotHubs/twins/read there.`,
    );
  }
  if (status === 429) {
    return new AppError(
      'registry_throttled',
      `${hostName} takes no more requests for the moment.`,
      {
        retryable: true,
        retryAfterSeconds: readRetryAfter(response.headers.get('retry-after')),
      },
    );
  }
  if (status >= 500) {
    return new AppError(
      'registry_unreachable',
      `${hostName} failed to answer (status ${status}).`,
      {
        retryable: true,
        retryAfterSeconds: readRetryAfter(response.headers.get('retry-after')),
      },
    );
  }
  if (status === 404) {
    return new AppError(
      'registry_unreadable',
      `What answers at ${hostName} is no device registry (status 404). ${reasonGiven(response)}`,
    );
  }
  return new AppError(
    'registry_unreadable',
    `${hostName} answered with the unexpected status ${status}${said(response)}.`,
  );
}

function notSignedIn(hostName: string): [code: string, message: string] {
  return [
    'registry_unauthorized',
    `Signing in to ${hostName} failed. Check the identity this bot runs as.`,
  ];
}

/** `{Message: 'ErrorCode:IotHubNotFound;why'}`; without a reason there is only to look oneself. */
function reasonGiven({ bodyAsText }: PipelineResponse): string {
  const reason = readPlainSentence(readMessage(bodyAsText)?.replace(/^ErrorCode:\s*\w+;\s*/, ''));
  return reason ? `It says: ${reason.replace(/\.?$/, '.')}` : 'Check that the hub still exists.';
}

function readMessage(text: string | null | undefined): string | undefined {
  try {
    const said = (JSON.parse(text ?? '') as { Message?: unknown } | null)?.Message;
    return typeof said === 'string' ? said : undefined;
  } catch {
    return undefined;
  }
}

/** The hub names its error in a header of its own. */
function said({ headers }: PipelineResponse): string {
  const code = headers.get('iothub-errorcode');
  return code && /^\w{1,60}$/.test(code) ? ` (${code})` : '';
}

function isSignInError(error: unknown): boolean {
  const { name = '' } = error as { name?: string };
  return /^(?:CredentialUnavailable|Authentication|AuthenticationRequired|AggregateAuthentication)Error$/.test(
    name,
  );
}
