import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { botPerson, type Conversation, channelId, type Person } from './conversation';

/** Where the page is read: the browser's language and IANA zone. */
interface Place {
  locale: string;
  timeZone: string;
}

export interface ActivityContext {
  conversation: Conversation;
  person: Person;
  place: Place;
  /** Base address of the local connector, to which the bot answers. */
  serviceUrl: string;
  now: Date;
}

/** What every activity has; the rest depends on its type. */
interface Activity {
  type: string;
  id: string;
  entities: object[];
  [field: string]: unknown;
}

/** The page's words and clicks as Bot Framework activities, with the fields Teams sends. */
export function messageActivity(id: string, text: string, context: ActivityContext): Activity {
  const said = { ...baseActivity(context), type: 'message', id, text, textFormat: 'plain' };
  return context.conversation.kind === 'channel' ? mentionBot(said) : said;
}

/** In a channel a bot hears only what mentions it, and the mention stands in the text. */
function mentionBot(said: Activity & { text: string }): Activity {
  const text = `<at>${botPerson.name}</at>`;
  const mention = { type: 'mention', mentioned: botPerson, text };
  return { ...said, text: `${text} ${said.text}`, entities: [mention, ...said.entities] };
}

/** Action.Submit: a message without words whose `value` is the button's data and the inputs. */
export function submitActivity(
  messageId: string,
  data: unknown,
  context: ActivityContext,
): Activity {
  return { ...baseActivity(context), type: 'message', value: data ?? {}, replyToId: messageId };
}

export interface ExecutedAction {
  title?: string | undefined;
  id?: string | undefined;
  verb?: string | undefined;
  data?: unknown;
}

/** Action.Execute: an invoke that the bot answers within the same request. */
export function executeActivity(
  messageId: string,
  action: ExecutedAction,
  context: ActivityContext,
): Activity {
  const value = { action: { type: 'Action.Execute', ...action }, trigger: 'manual' };
  return {
    ...baseActivity(context),
    type: 'invoke',
    name: 'adaptiveCard/action',
    value,
    replyToId: messageId,
  };
}

/** The bot was added to the conversation. */
export function addedActivity(context: ActivityContext): Activity {
  const isPersonal = context.conversation.kind === 'personal';
  const membersAdded = isPersonal ? [botPerson, context.person] : [botPerson];
  return { ...baseActivity(context), type: 'conversationUpdate', membersAdded };
}

function baseActivity({ conversation, person, place, serviceUrl, now }: ActivityContext): Activity {
  const tenant = { id: '00000000-0000-0000-0000-000000000000' };
  return {
    type: '',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl,
    timestamp: now.toISOString(),
    localTimestamp: DateTime.fromJSDate(now, { zone: place.timeZone }).toISO(),
    localTimezone: place.timeZone,
    locale: place.locale,
    from: person,
    recipient: botPerson,
    conversation: {
      id: conversation.id,
      conversationType: conversation.kind,
      isGroup: conversation.kind === 'channel',
      tenantId: tenant.id,
    },
    channelData: conversation.kind === 'channel' ? { tenant, ...team } : { tenant },
    entities: [
      { type: 'clientInfo', locale: place.locale, platform: 'Web', timezone: place.timeZone },
    ],
  };
}

const team = { team: { id: '19:team@thread.tacv2' }, channel: { id: channelId } };
