import type { ProblemText } from './problem-text';

const operator = 'Whoever operates this bot.';
const noStatement = 'Whether the device is enabled is unknown; what the logs say is not affected.';

/** One text per code of the device registry. */
export const registryProblems: Record<string, ProblemText> = {
  registry_unreachable: {
    title: 'the hub’s device registry cannot be reached',
    means: noStatement,
    steps: [
      {
        text: 'Look the device up in the portal.',
        detail: 'IoT hub > Device management > Devices.',
      },
      { text: 'Check that the hub’s public access or private endpoint lets the bot in.' },
    ],
    ask: operator,
  },
  registry_unauthorized: {
    title: 'the bot could not sign in to the hub',
    means: noStatement,
    steps: [{ text: 'Check that the bot has a managed identity and that it is still assigned.' }],
    ask: operator,
  },
  registry_forbidden: {
    title: 'the bot may not read device twins',
    means: `${noStatement} A new role takes up to an hour to work.`,
    steps: [
      {
        text: 'Give the bot’s identity a role that may read twins on the hub.',
        detail:
          'Least privilege: a custom role with the one data action Microsoft.Devices/IotHubs/twins/read. “IoT Hub Data Reader” works too, but may also read device keys.',
        command:
          'az role assignment create --assignee BOT_IDENTITY --role "IoT Hub Data Reader" --scope HUB_RESOURCE_ID',
      },
    ],
    ask: 'An owner of the Azure subscription.',
  },
  registry_throttled: {
    title: 'the hub’s registry is asked too often right now',
    means: noStatement,
    steps: [{ text: 'Ask again in a minute.' }],
    ask: operator,
  },
  registry_unreadable: {
    title: 'the hub’s answer could not be read',
    means: noStatement,
    steps: [
      {
        text: 'Look the device up in the portal.',
        detail: 'IoT hub > Device management > Devices.',
      },
    ],
    ask: operator,
  },
};
