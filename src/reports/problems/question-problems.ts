import type { ProblemText } from './problem-text';

const operator = 'Whoever operates this bot.';

/** Questions that cannot be answered as they were asked. */
export const questionProblems: Record<string, ProblemText> = {
  device_id_invalid: {
    title: 'that is not a device id',
    means: 'No hub can have a device of that name, so nothing was looked up.',
    steps: [
      { text: 'Copy the id from the hub: upper and lower case differ, and it has no blanks.' },
      { text: 'Say “summary” to see the ids of the devices that disconnected most.' },
    ],
    ask: 'Whoever looks after the device: they know its id.',
  },
  window_invalid: {
    title: 'that time cannot be looked at',
    means: 'Nothing was looked up.',
    steps: [
      { text: 'Say a time that has begun, such as “in the last 6 hours” or “since 9am”.' },
      { text: 'Give the start before the end, at most 90 days apart.' },
    ],
    ask: 'Whoever operates this bot, if it should understand this time.',
  },
  period_invalid: {
    title: 'that time cannot be muted',
    means: 'Nothing was muted: what is open, and what comes, is shown as before.',
    steps: [
      {
        text: 'Say how long from now, such as “mute device-42 for 2h”, or until when: “until 18:00”.',
      },
      {
        text: 'For planned work say both ends: “from 22:00 to 02:00”, with the day where it is not today.',
      },
    ],
    ask: 'Whoever operates this bot, if it should understand this time.',
  },
  mutes_full: {
    title: 'too much is muted here',
    means: 'Nobody can read a longer list, and what is muted is easily forgotten.',
    steps: [
      { text: 'Say “mutes” and end what is not needed any more.' },
      { text: 'Mute many devices by one pattern, such as “mute line7-* for 2h”.' },
    ],
    ask: 'Whoever looks after this conversation.',
  },
  hub_unknown: {
    title: 'that hub is not one of ours',
    means: 'The bot only asks hubs from its settings, so nothing was looked up.',
    steps: [
      { text: 'Check the spelling of the hub’s name.' },
      { text: 'Add the hub’s resource id to IOT_HUB_RESOURCE_IDS and restart the bot.' },
    ],
    ask: operator,
  },
  query_unknown: {
    title: 'there is no query of that name',
    means: 'Nothing was looked up.',
    steps: [{ text: 'Say “queries” to see every query with what it shows.' }],
    ask: operator,
  },
  queries_unavailable: {
    title: 'queries cannot be run here',
    means: 'Nothing was looked up.',
    steps: [{ text: 'Ask about a device or say “summary” instead.' }],
    ask: operator,
  },
  action_invalid: {
    title: 'this button does not work any more',
    means: 'Nothing was done. The card may be from before the bot was updated.',
    steps: [{ text: 'Ask the same in words; say “help” to see how.' }],
    ask: operator,
  },
  conversation_missing: {
    title: 'alert cards go to chats',
    means: 'Nothing was changed: there is no conversation here to send cards to.',
    steps: [{ text: 'Say “subscribe” in the chat or channel that should get the cards.' }],
    ask: operator,
  },
};
