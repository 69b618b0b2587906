import type { ProblemText } from './problem-text';

const operator = 'Whoever operates this bot.';
const subscriptionOwner = 'An owner of the Azure subscription.';
const noStatement =
  'Tier, filters, health or metrics of the hub are unknown; what the logs say is not affected.';
const lookInPortal = {
  text: 'Look at the hub in the portal.',
  detail: 'IoT hub > Overview; Help > Resource health; Monitoring > Metrics.',
};

/** One text per code of Azure Resource Manager and Azure Monitor's metrics. */
export const armProblems: Record<string, ProblemText> = {
  arm_unreachable: {
    title: 'Azure Resource Manager cannot be reached',
    means: noStatement,
    steps: [
      { text: 'Check whether Azure has trouble.', url: 'https://azure.status.microsoft/' },
      { text: 'Check that a firewall or proxy lets the bot open TLS to management.azure.com.' },
    ],
    ask: operator,
  },
  arm_unauthorized: {
    title: 'the bot could not sign in to Azure',
    means: noStatement,
    steps: [
      { text: 'Check that the bot has a managed identity and that it is still assigned.' },
      { text: 'Check that it is set up for the cloud that the hub is in.' },
    ],
    ask: operator,
  },
  arm_forbidden: {
    title: 'the bot may not read the hub’s settings',
    means: `${noStatement} A new role takes up to an hour to work.`,
    steps: [
      {
        text: 'Give the bot’s identity the roles Reader and Monitoring Reader on the hub.',
        detail:
          'Neither may change anything. Monitoring Reader alone reads settings, health and metrics.',
        command:
          'az role assignment create --assignee BOT_IDENTITY --role "Monitoring Reader" --scope HUB_RESOURCE_ID',
      },
      lookInPortal,
    ],
    ask: subscriptionOwner,
  },
  arm_not_found: {
    title: 'Azure knows no such hub',
    means: `${noStatement} The hub may be deleted, moved, or listed with a wrong id.`,
    steps: [
      {
        text: 'Compare the resource id in IOT_HUB_RESOURCE_IDS with the hub’s own.',
        command: 'az iot hub list --query "[].id" --output tsv',
      },
    ],
    ask: operator,
  },
  arm_throttled: {
    title: 'Azure is asked too often right now',
    means: noStatement,
    steps: [{ text: 'Ask again in a minute.' }],
    ask: operator,
  },
  arm_unavailable: {
    title: 'Azure failed to answer about the hub',
    means: noStatement,
    steps: [
      { text: 'Ask again in a minute.' },
      { text: 'Check whether Azure has trouble.', url: 'https://azure.status.microsoft/' },
    ],
    ask: operator,
  },
  arm_timeout: {
    title: 'Azure did not answer about the hub in time',
    means: noStatement,
    steps: [{ text: 'Ask again in a minute.' }, lookInPortal],
    ask: operator,
  },
  arm_unreadable: {
    title: 'Azure’s answer about the hub could not be read',
    means: noStatement,
    steps: [
      lookInPortal,
      { text: 'Check for a proxy that answers in the place of management.azure.com.' },
    ],
    ask: operator,
  },
  hub_unidentified: {
    title: 'it is not known where the hub stands in Azure',
    means: noStatement,
    steps: [
      {
        text: 'Add the hub’s resource id to IOT_HUB_RESOURCE_IDS and restart the bot.',
        detail: 'This prints the resource ids:',
        command: 'az iot hub list --query "[].id" --output tsv',
      },
    ],
    ask: operator,
  },
};
