import { z } from 'zod';
import { AppError } from '../../shared/app-error';
import { activityTitle } from './activity-title';
import { BotActivity, readActivity, readSaid } from './bot-activity';
import type { ChatFaults } from './chat-faults';
import { tooManyRequests } from './chat-faults';
import type { Conversation, Person } from './conversation';
import type { ConversationBook } from './conversation-book';
import { type JsonAnswer, json, type Request, type Route, readInput } from './routes';
import type { TeamsLimits } from './teams-limits';
import { rootOf, splitThread } from './threads';
import type { WireLog } from './wire-log';

const NewConversation = z.object({
  isGroup: z.boolean('must be true or false').nullish(),
  members: z
    .array(z.object({ id: z.string().min(1), name: z.string().nullish() }), 'must be a list')
    .min(1, 'must name somebody'),
  activity: BotActivity.nullish(),
});

const wireCodes: Record<string, string> = {
  input_invalid: 'BadArgument',
  conversation_gone: 'ConversationNotFound',
  message_gone: 'ActivityNotFoundInConversation',
  body_too_large: 'MessageSizeTooBig',
  bot_removed: 'BotNotInConversationRoster',
  too_many_requests: 'TooManyRequests',
};

export interface ConnectorDeps {
  book: ConversationBook;
  serviceUrl: () => string;
  wire: WireLog;
  faults: ChatFaults;
  /** Undefined where nothing is limited. */
  limits: TeamsLimits | undefined;
}

/** The Bot Framework connector's REST API, as far as a bot calls it. */
export function connectorRoutes(deps: ConnectorDeps): Route[] {
  const { book } = deps;
  const root = '^/local/connector/v3/conversations';
  const one = `${root}/(?<conversation>[^/]+)`;
  const members = (pattern: string, answer: (request: Request) => JsonAnswer) =>
    route('GET', pattern, (request) => admit(request, deps) ?? answer(request));
  return [
    route('POST', `${root}$`, (request) =>
      record('new conversation', request, deps, () => createConversation(request, deps)),
    ),
    route('POST', `${one}/activities(?:/(?<activity>[^/]+))?$`, (request) =>
      record(activityTitle(request.body), request, deps, () => sendActivity(request, book)),
    ),
    route('PUT', `${one}/activities/(?<activity>[^/]+)$`, (request) =>
      record(`update of ${activityTitle(request.body)}`, request, deps, () =>
        updateActivity(request, book),
      ),
    ),
    route('DELETE', `${one}/activities/(?<activity>[^/]+)$`, (request) =>
      record('deleted message', request, deps, () => {
        book.remove(conversationOf(request, book), activityOf(request));
        return json(200, {});
      }),
    ),
    members(`${one}/(?:activities/[^/]+/)?members$`, (request) =>
      json(200, membersOf(conversationOf(request, book))),
    ),
    members(`${one}/pagedmembers$`, (request) =>
      json(200, { members: membersOf(conversationOf(request, book)) }),
    ),
    members(`${one}/members/(?<member>[^/]+)$`, (request) => findMember(request, book)),
  ];
}

function route(method: Route['method'], pattern: string, handle: Route['handle']): Route {
  return {
    method,
    pattern: new RegExp(pattern),
    handle,
    errorCode: (code) => wireCodes[code] ?? code,
  };
}

/** What the bot sends is written down with its answer, also when the connector refuses it. */
function record(
  title: string,
  request: Request,
  deps: ConnectorDeps,
  work: () => JsonAnswer,
): Promise<JsonAnswer> {
  const { body, params } = request;
  const about = { kind: 'from-bot', title, sent: body ?? params } as const;
  return deps.wire.follow(about, () => admit(request, deps) ?? work());
}

/** Throws what Teams answers to a bot that is too fast, or while a fault is switched on. */
function admit(request: Request, { faults, limits }: ConnectorDeps): undefined {
  const { conversation } = request.params;
  const id = conversation === undefined ? undefined : splitThread(conversation).conversation;
  faults.meet(id);
  const seconds = limits?.refuse(id);
  if (seconds !== undefined) throw tooManyRequests(seconds);
}

function createConversation(
  request: Request,
  deps: { book: ConversationBook; serviceUrl: () => string },
): JsonAnswer {
  const { isGroup, members, activity } = readInput(NewConversation, request.body);
  const people = members.map(({ id, name }) => ({ id, name: name ?? id }));
  const conversation = isGroup
    ? deps.book.openGroup(people)
    : deps.book.get(`personal-${people[0]?.id.replace(/^29:/, '')}`);
  const message = activity ? deps.book.add(conversation, readSaid(activity)) : undefined;
  return json(201, {
    id: conversation.id,
    activityId: message?.id,
    serviceUrl: deps.serviceUrl(),
  });
}

function sendActivity(request: Request, book: ConversationBook): JsonAnswer {
  const conversation = conversationOf(request, book);
  const activity = readActivity(request.body);
  if (activity.type === 'typing') {
    book.tell(conversation, { kind: 'typing' });
    return json(200, { id: '' });
  }
  if (activity.type !== 'message') return json(200, { id: '' });
  const replyTo = rootOf(conversation, {
    thread: splitThread(request.params.conversation ?? '').thread,
    answered: activity.replyToId ?? (activityOf(request) || undefined),
  });
  return json(201, { id: book.add(conversation, { ...readSaid(activity), replyTo }).id });
}

function updateActivity(request: Request, book: ConversationBook): JsonAnswer {
  const conversation = conversationOf(request, book);
  const said = readSaid(readActivity(request.body));
  return json(200, { id: book.replace(conversation, activityOf(request), said).id });
}

function findMember(request: Request, book: ConversationBook): JsonAnswer {
  const members = membersOf(conversationOf(request, book));
  const found = members.find((member) => member.id === request.params.member);
  if (!found) throw new AppError('conversation_gone', 'This member is not in the conversation.');
  return json(200, found);
}

function membersOf(conversation: Conversation): (Person & { userRole: string })[] {
  return conversation.members.map((member) => ({ ...member, userRole: 'user' }));
}

function conversationOf(request: Request, book: ConversationBook): Conversation {
  return book.get(splitThread(request.params.conversation ?? '').conversation);
}

function activityOf(request: Request): string {
  return request.params.activity ?? '';
}
