import type { AppError } from '../../shared/app-error';
import type { ReportContext } from '../report-context';
import { sayDuration, sayUtc } from '../words';
import type { ProblemText } from './problem-text';

const operator = 'Whoever operates this bot.';
const subscriptionOwner = 'An owner of the Azure subscription.';
const noStatement =
  'Nothing can be said about the devices: this is not the same as “no disconnects”.';

const showCertificate =
  'openssl s_client -connect api.loganalytics.io:443 -servername api.loganalytics.io -brief';

/** One text per code of the log source. */
export const logsProblems: Record<string, ProblemText> = {
  logs_unreachable: {
    title: 'the logs cannot be reached',
    means: noStatement,
    steps: [
      { text: 'Ask again in a minute.' },
      {
        text: 'Check whether Azure Monitor has trouble.',
        url: 'https://azure.status.microsoft/',
      },
      {
        text: 'Check that the bot can open TLS connections to the Log Analytics API.',
        detail: 'A firewall, a proxy or a private link scope may stand in the way.',
      },
    ],
    ask: operator,
  },
  logs_tls_failed: {
    title: 'no secure connection to the logs',
    means: `${noStatement} Nothing was sent: the bot signs in only over a connection it can trust.`,
    steps: [
      {
        text: 'Check what stands between the bot and the Log Analytics API.',
        detail:
          'A proxy or firewall that opens TLS shows a certificate of its own; let the API’s host pass, or give the bot that proxy’s root certificate (NODE_EXTRA_CA_CERTS).',
      },
      { text: 'Check the clock of the machine: a certificate is not valid at a wrong time.' },
      { text: 'Look at the certificate from that machine.', command: showCertificate },
    ],
    ask: operator,
  },
  logs_interrupted: {
    title: 'the answer of the logs broke off',
    means: `${noStatement} A part of an answer is never shown as if it were all.`,
    steps: [
      { text: 'Ask again in a minute.' },
      { text: 'If it happens again, ask about a shorter time: a smaller answer is done sooner.' },
      { text: 'Check for a proxy or gateway that cuts long answers.' },
    ],
    ask: operator,
  },
  logs_unauthorized: {
    title: 'the bot could not sign in to the logs',
    means: noStatement,
    steps: [
      { text: 'Check that the bot has a managed identity and that it is still assigned.' },
      { text: 'Restart the bot after changing its identity.' },
    ],
    ask: operator,
  },
  logs_forbidden: {
    title: 'the bot may not read the logs',
    means: `${noStatement} A new role takes up to an hour to work.`,
    steps: [
      {
        text: 'Give the bot’s identity the role “Log Analytics Reader” on the workspace.',
        detail: 'Portal: the workspace > Access control (IAM) > Add role assignment.',
        command:
          'az role assignment create --assignee BOT_IDENTITY --role "Log Analytics Reader" --scope WORKSPACE_RESOURCE_ID',
      },
      { text: 'Ask again after that; it takes up to an hour until the role works.' },
    ],
    ask: subscriptionOwner,
  },
  logs_not_found: {
    title: 'the workspace was not found',
    means: noStatement,
    steps: [
      {
        text: 'Compare LOG_ANALYTICS_WORKSPACE_ID with the workspace ID in the portal.',
        detail: 'Portal: the workspace > Overview > Workspace ID.',
      },
    ],
    ask: operator,
  },
  logs_throttled: {
    title: 'the logs are asked too often right now',
    means: (error, context) => `The answer has to wait. ${retryWords(error, context)}`,
    steps: (error, context) => [
      { text: retryWords(error, context) },
      { text: 'Ask about a hub rather than about many devices: one question instead of many.' },
    ],
    ask: operator,
  },
  logs_timeout: {
    title: 'the logs took too long to answer',
    means: noStatement,
    steps: [
      { text: 'Ask about a shorter time, such as “in the last hour”.' },
      { text: 'Ask again in a minute.' },
    ],
    ask: operator,
  },
  logs_unavailable: {
    title: 'the log service has a fault',
    means: noStatement,
    steps: [
      { text: 'Ask again in a minute.' },
      {
        text: 'Check whether Azure Monitor has trouble.',
        url: 'https://azure.status.microsoft/',
      },
    ],
    ask: 'Azure support, when the status page is silent and it lasts.',
  },
  logs_table_missing: {
    title: 'no IoT Hub logs arrive in this workspace',
    means:
      'No resource log was ever routed here, so nothing can be said about any device. Connections before the setting exists are never written down.',
    steps: [
      {
        text: 'Create a diagnostic setting that sends the category “Connections” to the workspace.',
        detail: 'Portal: the IoT hub > Monitoring > Diagnostic settings > Add diagnostic setting.',
        command:
          'az monitor diagnostic-settings create --name reconnect --resource HUB_RESOURCE_ID --workspace WORKSPACE_RESOURCE_ID --logs \'[{"category":"Connections","enabled":true}]\'',
      },
      { text: 'Ask again when the first devices have reconnected; rows take some minutes.' },
    ],
    ask: subscriptionOwner,
  },
  logs_query_refused: {
    title: 'the logs refused the query',
    means: `${noStatement} This is likely a fault of this bot.`,
    steps: [
      { text: 'Ask the question in its simplest form, such as “why did device-42 disconnect”.' },
      { text: 'Report the question and the time to the people who operate the bot.' },
    ],
    ask: operator,
  },
  logs_unreadable: {
    title: 'the answer of the logs could not be read',
    means: `${noStatement} A proxy may have answered in place of Azure.`,
    steps: [
      { text: 'Ask again in a minute.' },
      { text: 'Check for a proxy between the bot and the Log Analytics API.' },
    ],
    ask: operator,
  },
};

function retryWords(error: AppError, context: ReportContext): string {
  const seconds = error.retryAfterSeconds;
  if (seconds === undefined) return 'Ask again in a minute.';
  const at = new Date(context.now.getTime() + seconds * 1000);
  return `Ask again in ${sayDuration(seconds)}, after ${sayUtc(at, context.now)}.`;
}
