import { type Activity as SdkActivity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { IncomingMessage } from '../../ports/chat-channel';
import type { Activity } from './activity';
import { addressOf, homeOf } from './conversation-reference';

const ButtonData = z.looseObject({ verb: z.string().max(200), parameters: z.unknown().optional() });

/** `value` of an `adaptiveCard/action` invoke. */
const ExecuteValue = z.looseObject({
  action: z.looseObject({
    verb: z.string().max(200).optional(),
    data: z.unknown().optional(),
  }),
});

/** Longer texts are pasted logs; the reader cuts them further. */
const longestText = 20_000;

/** What a person typed, or the `Action.Submit` they clicked. */
export function readMessage(activity: Activity, channel: string, now: Date): IncomingMessage {
  const message = readSender(activity, channel, now);
  const button = ButtonData.safeParse(activity.value);
  if (button.success) return { ...message, action: toAction(button.data) };
  return { ...message, text: readText(activity) };
}

/** The `Action.Execute` somebody clicked; undefined when the invoke carries none. */
export function readExecute(
  activity: Activity,
  channel: string,
  now: Date,
): IncomingMessage | undefined {
  const value = ExecuteValue.safeParse(activity.value);
  if (!value.success) return undefined;
  const { verb, data } = value.data.action;
  const button = ButtonData.safeParse(data);
  const action = button.success ? toAction(button.data) : { verb: verb ?? '', parameters: data };
  return { ...readSender(activity, channel, now), action };
}

function toAction(data: z.infer<typeof ButtonData>): { verb: string; parameters: unknown } {
  return { verb: data.verb, parameters: data.parameters };
}

function readSender(activity: Activity, channel: string, now: Date): IncomingMessage {
  const home = homeOf(activity, channel);
  const timeZone = readTimeZone(activity);
  return {
    conversation: addressOf(activity, channel),
    person: { id: activity.from.id, name: activity.from.name ?? '' },
    text: '',
    receivedAt: now,
    ...(home === undefined ? {} : { home }),
    ...(activity.replyToId === undefined ? {} : { messageId: activity.replyToId }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** Teams tells the zone in the activity; some of its clients only in an entity. */
function readTimeZone(activity: Activity): string | undefined {
  const client = activity.entities?.find(({ type }) => type === 'clientInfo');
  return activity.localTimezone ?? client?.timezone;
}

function readText(activity: Activity): string {
  const text = (activity.text ?? '').slice(0, longestText);
  return dropMarkup(dropMention({ ...activity, text })).trim();
}

function dropMention(activity: Activity & { text: string }): string {
  const entities = activity.entities?.filter(
    ({ type, mentioned, text }) =>
      type !== 'mention' || (mentioned !== undefined && text !== undefined),
  );
  // The SDK reads a handful of these fields and types all of them.
  const copy = { ...activity, entities: entities ?? [] } as unknown as SdkActivity;
  return TurnContext.removeRecipientMention(copy);
}

// Only tags that rich text boxes make: a pasted log line may hold other angle brackets.
const inlineTags = /<\/?(?:b|strong|i|em|u|s|del|code|font|a)(?:\s[^>]{0,500})?>/gi;
const blockTags =
  /<\/?(?:at|p|div|span|br|pre|ul|ol|li|blockquote|h[1-6]|attachment)\b[^>]{0,200}>/gi;

/** What is left of mentions and of the HTML that rich text boxes send. */
function dropMarkup(text: string): string {
  return text
    .replace(/<at\b[^>]{0,200}>[^<]{0,200}<\/at>/gi, ' ')
    .replace(inlineTags, '')
    .replace(blockTags, ' ')
    .replace(/&nbsp;|\u00a0/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&#39;|&apos;/gi, "'")
    .replace(/&amp;/gi, '&');
}
