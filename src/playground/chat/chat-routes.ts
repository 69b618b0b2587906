import { z } from 'zod';
import { AppError, isAppError } from '../../shared/app-error';
import type { Logger } from '../../shared/logger';
import {
  type ActivityContext,
  addedActivity,
  executeActivity,
  messageActivity,
  submitActivity,
} from './activities';
import { streamConversation } from './chat-events';
import {
  botPerson,
  type Conversation,
  channelId,
  channelPeople,
  type Person,
} from './conversation';
import type { ConversationBook } from './conversation-book';
import { postToBot } from './post-to-bot';
import { readExecuteAnswer } from './read-execute-answer';
import { type Answer, json, type Request, type Route, readInput } from './routes';
import type { WireLog } from './wire-log';

interface ChatDeps {
  book: ConversationBook;
  botEndpoint: () => string;
  serviceUrl: () => string;
  log: Logger;
  now(): Date;
  wire: WireLog;
}

const writtenMention = new RegExp(`^@${botPerson.name}\\b[\\s,:]*`, 'i');

const Place = z.object({
  locale: z.string('must be text').min(2).max(35).default('en'),
  timeZone: z
    .string('must be text')
    .max(60)
    .refine(isTimeZone, 'must be an IANA time zone')
    .default('UTC'),
});
const conversationId = z.string('must be text').min(1, 'must not be empty').max(100);
const Opening = Place.extend({
  conversation: conversationId.optional(),
  /** Opens the channel instead, as one of its people. */
  as: z.enum(['ada', 'grace'], 'must be ada or grace').optional(),
  /** A conversation the person has done with. */
  replaces: conversationId.optional(),
});
const Speaker = Place.extend({
  conversation: conversationId,
  /** Who speaks or clicks, where several share the conversation. */
  person: z.string('must be text').max(100).optional(),
});
type Speaker = z.infer<typeof Speaker>;
const Words = Speaker.extend({
  text: z.string('must be text').trim().min(1, 'must not be empty').max(4000, 'must be shorter'),
  /** Whether it is for the bot: in a channel, people also talk to each other. */
  mentionsBot: z.boolean('must be true or false').default(true),
});
const shortText = z.string('must be text').max(500, 'must be shorter').optional();
const Click = Speaker.extend({
  messageId: z.string('must be text').min(1, 'must not be empty').max(100),
  kind: z.enum(['submit', 'execute'], 'must be submit or execute'),
  title: shortText,
  id: shortText,
  verb: shortText,
  data: z.unknown().optional(),
});

/** What the page asks of the connector: open a conversation, follow it, say something, click. */
export function chatRoutes(deps: ChatDeps): Route[] {
  return [
    {
      method: 'POST',
      pattern: /^\/local\/chat\/conversations$/,
      handle: (request) => openConversation(request, deps),
    },
    {
      method: 'GET',
      pattern: /^\/local\/chat\/events$/,
      handle: (request) => followConversation(request, deps.book),
    },
    {
      method: 'POST',
      pattern: /^\/local\/chat\/messages$/,
      handle: (request) => sayWords(request, deps),
    },
    {
      method: 'POST',
      pattern: /^\/local\/chat\/actions$/,
      handle: (request) => clickAction(request, deps),
    },
  ];
}

async function openConversation(request: Request, deps: ChatDeps): Promise<Answer> {
  const { conversation: id, as, replaces, ...place } = readInput(Opening, request.body);
  const conversation = as ? deps.book.openChannel() : openPersonal(id, replaces, deps.book);
  const person = readerOf(conversation, as && channelPeople[as].id);
  await introduceBot(conversation, { ...place, person: person.id }, deps);
  return json(200, { conversation: conversation.id, person, bot: botPerson });
}

function openPersonal(
  id: string | undefined,
  replaces: string | undefined,
  book: ConversationBook,
): Conversation {
  // The channel belongs to everybody: nobody closes it for the others.
  if (replaces !== undefined && replaces !== channelId) book.closeConversation(replaces);
  return book.openPersonal(id);
}

/** The bot hears of a conversation once; when it could not, the page says so and asks again. */
async function introduceBot(
  conversation: Conversation,
  place: Omit<Speaker, 'conversation'>,
  deps: ChatDeps,
): Promise<void> {
  if (conversation.isKnownToBot) return;
  conversation.isKnownToBot = true;
  try {
    await postToBot(addedActivity(contextOf(conversation, place, deps)), deps);
  } catch (error) {
    conversation.isKnownToBot = false;
    if (!isAppError(error)) throw error;
    deps.log.warn({ code: error.code }, 'the bot did not take the new conversation');
    const { code, message } = error;
    const from = { id: 'connector', name: 'Local chat', role: 'connector' } as const;
    deps.book.add(conversation, { from, attachments: [], failure: { code, message } });
  }
}

function followConversation(request: Request, book: ConversationBook): Answer {
  const id = readInput(conversationId, request.query.get('conversation') ?? undefined);
  const conversation = book.get(id);
  const reader = readerOf(conversation, request.query.get('person') ?? undefined);
  return { kind: 'stream', start: (res) => streamConversation(conversation, reader.id, res) };
}

async function sayWords(request: Request, deps: ChatDeps): Promise<Answer> {
  const words = readInput(Words, request.body);
  const conversation = deps.book.get(words.conversation);
  const context = contextOf(conversation, words, deps);
  const from = { ...context.person, role: 'person' } as const;
  const { text, shown, isAmongPeople } = addressWords(words, conversation);
  const said = { from, text: shown, textFormat: 'plain', isAmongPeople } as const;
  const message = deps.book.add(conversation, { ...said, attachments: [] });
  if (isAmongPeople) return json(201, { id: message.id });
  try {
    await postToBot(messageActivity(message.id, text, context), deps);
  } catch (error) {
    if (isAppError(error)) deps.book.fail(conversation, message.id, error);
    throw error;
  }
  return json(201, { id: message.id });
}

/** In a channel the bot is mentioned by name, by hand or by the page; alone with it nobody has to. */
function addressWords(
  { text, mentionsBot }: z.infer<typeof Words>,
  { kind }: Conversation,
): { text: string; shown: string; isAmongPeople: boolean } {
  if (kind === 'personal') return { text, shown: text, isAmongPeople: false };
  const rest = text.replace(writtenMention, '');
  if (!mentionsBot && rest === text) return { text, shown: text, isAmongPeople: true };
  return { text: rest, shown: `@${botPerson.name} ${rest}`.trim(), isAmongPeople: false };
}

async function clickAction(request: Request, deps: ChatDeps): Promise<Answer> {
  const click = readInput(Click, request.body);
  const conversation = deps.book.get(click.conversation);
  const message = conversation.messages.get(click.messageId);
  if (!message) throw new AppError('message_gone', 'This message is gone; reload the page.');
  const context = contextOf(conversation, click, deps);
  if (click.kind === 'submit') {
    await postToBot(submitActivity(message.id, click.data, context), deps);
    return json(200, { outcome: 'none' });
  }
  const { title, id, verb, data } = click;
  const { revision } = message;
  const activity = executeActivity(message.id, { title, id, verb, data }, context);
  const answer = readExecuteAnswer(await postToBot(activity, deps));
  if (answer.outcome !== 'card') return json(200, answer);
  // The bot may have replaced the message while it answered: what came over that way is newer.
  if (message.revision === revision && conversation.messages.has(message.id)) {
    deps.book.setView(conversation, message.id, context.person.id, answer.card);
  }
  return json(200, { outcome: 'card' });
}

function contextOf(
  conversation: Conversation,
  { locale, timeZone, person: personId }: Omit<Speaker, 'conversation'>,
  deps: ChatDeps,
): ActivityContext {
  const person = readerOf(conversation, personId);
  const place = { locale, timeZone };
  return { conversation, person, place, serviceUrl: deps.serviceUrl(), now: deps.now() };
}

function readerOf(conversation: Conversation, personId: string | undefined): Person {
  const [first] = conversation.members;
  const found =
    personId === undefined ? first : conversation.members.find((m) => m.id === personId);
  if (!found) throw new AppError('input_invalid', 'person: is not in this conversation');
  return found;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
