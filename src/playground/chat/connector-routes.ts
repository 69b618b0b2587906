import { z } from 'zod';
import { AppError } from '../../shared/app-error';
import { activityTitle } from './activity-title';
import { botPerson, type Conversation, type Person } from './conversation';
import type { ConversationBook, Said } from './conversation-book';
import { type JsonAnswer, json, type Request, type Route, readInput } from './routes';
import type { WireLog } from './wire-log';

const BotActivity = z.object({
  type: z.string('must be text').max(100),
  text: z.string('must be text').nullish(),
  textFormat: z.string('must be text').nullish(),
  attachments: z
    .array(
      z.object({
        contentType: z.string('must be text').max(200),
        content: z.unknown().optional(),
        name: z.string('must be text').nullish(),
      }),
      'must be a list',
    )
    .nullish(),
});
type BotActivity = z.infer<typeof BotActivity>;

const NewConversation = z.object({
  isGroup: z.boolean('must be true or false').nullish(),
  members: z
    .array(z.object({ id: z.string().min(1), name: z.string().nullish() }), 'must be a list')
    .min(1, 'must name somebody'),
  activity: BotActivity.nullish(),
});

/** Teams refuses messages above about 100 KB; what it would refuse must not work here. */
const maxActivityLength = 100_000;

const wireCodes: Record<string, string> = {
  input_invalid: 'BadArgument',
  conversation_gone: 'ConversationNotFound',
  message_gone: 'ActivityNotFoundInConversation',
  body_too_large: 'MessageSizeTooBig',
};

/** The Bot Framework connector's REST API, as far as a bot calls it. */
export function connectorRoutes(deps: {
  book: ConversationBook;
  serviceUrl: () => string;
  wire: WireLog;
}): Route[] {
  const { book, wire } = deps;
  const root = '^/local/connector/v3/conversations';
  const one = `${root}/(?<conversation>[^/]+)`;
  const routes: Route[] = [
    route('POST', `${root}$`, (request) =>
      record('new conversation', request, wire, () => createConversation(request, deps)),
    ),
    route('POST', `${one}/activities(?:/(?<activity>[^/]+))?$`, (request) =>
      record(activityTitle(request.body), request, wire, () => sendActivity(request, book)),
    ),
    route('PUT', `${one}/activities/(?<activity>[^/]+)$`, (request) =>
      record(`update of ${activityTitle(request.body)}`, request, wire, () =>
        updateActivity(request, book),
      ),
    ),
    route('DELETE', `${one}/activities/(?<activity>[^/]+)$`, (request) =>
      record('deleted message', request, wire, () => {
        book.remove(conversationOf(request, book), activityOf(request));
        return json(200, {});
      }),
    ),
    route('GET', `${one}/(?:activities/[^/]+/)?members$`, (request) =>
      json(200, membersOf(conversationOf(request, book))),
    ),
    route('GET', `${one}/pagedmembers$`, (request) =>
      json(200, { members: membersOf(conversationOf(request, book)) }),
    ),
    route('GET', `${one}/members/(?<member>[^/]+)$`, (request) => findMember(request, book)),
  ];
  return routes;
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
  { body, params }: Request,
  wire: WireLog,
  work: () => JsonAnswer,
): Promise<JsonAnswer> {
  return wire.follow({ kind: 'from-bot', title, sent: body ?? params }, work);
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
  return json(201, { id: book.add(conversation, readSaid(activity)).id });
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
  return book.get(request.params.conversation ?? '');
}

function activityOf(request: Request): string {
  return request.params.activity ?? '';
}

function readActivity(body: unknown): BotActivity {
  if (JSON.stringify(body).length > maxActivityLength) {
    const text = `The message is larger than ${maxActivityLength} characters; Teams refuses it too.`;
    throw new AppError('body_too_large', text);
  }
  return readInput(BotActivity, body);
}

function readSaid({ text, textFormat, attachments }: BotActivity): Said {
  return {
    from: { ...botPerson, role: 'bot' },
    text: text ?? undefined,
    textFormat: textFormat === 'plain' ? 'plain' : 'markdown',
    attachments: (attachments ?? []).map(({ contentType, content, name }) => ({
      contentType,
      content,
      name: name ?? undefined,
    })),
  };
}
