import type { Activity as SdkActivity } from 'botbuilder';
import { z } from 'zod';
import { isAppError } from '../../shared/app-error';
import type { Logger } from '../../shared/logger';
import { runInBackground } from '../../shared/run-in-background';
import { Activity } from './activity';
import { answerInvoke } from './answer-invoke';
import { checkTenant } from './check-tenant';
import { addressOf } from './conversation-reference';
import { readMessage } from './read-message';
import { checkServiceUrl } from './service-url';
import type { HttpReply, TurnDeps, TurnRequest } from './turn';

/** One request of the Bot Framework: authenticated, read, and handed to who can answer it. */
export async function takeTurn(req: TurnRequest, deps: TurnDeps): Promise<HttpReply> {
  const read = Activity.safeParse(req.body);
  if (!read.success) return refuse(400, 'activity_invalid', describeMistake(read.error));
  try {
    return await turnOf(read.data, req, deps);
  } catch (error) {
    return replyToFailure(error, deps.log);
  }
}

async function turnOf(activity: Activity, req: TurnRequest, deps: TurnDeps): Promise<HttpReply> {
  const { adapter, authentication } = deps.connection;
  // The SDK checks the token against these fields of the activity and types all of them.
  const sdkActivity = { ...activity } as unknown as SdkActivity;
  const caller = await authentication.authenticateRequest(sdkActivity, authorizationOf(req));
  checkServiceUrl(activity.serviceUrl, deps.connection);
  checkTenant(activity, deps.connection);
  let reply: HttpReply = { status: 200 };
  await adapter.processActivityDirect(caller, sdkActivity, async () => {
    reply = await routeActivity(activity, deps);
  });
  return reply;
}

async function routeActivity(activity: Activity, deps: TurnDeps): Promise<HttpReply> {
  const { handlers, channel } = deps;
  switch (activity.type) {
    case 'message': {
      const message = readMessage(activity, channel.name, deps.now());
      runInBackground('chat message', () => handlers.message(message, channel), deps);
      return { status: 200 };
    }
    case 'conversationUpdate':
    case 'installationUpdate':
      followMembership(activity, deps);
      return { status: 200 };
    case 'invoke':
      return answerInvoke(activity, deps);
    default:
      return { status: 200 };
  }
}

/** Being installed is told twice, and answered once: as a new member. */
function followMembership(activity: Activity, deps: TurnDeps): void {
  const { handlers, channel } = deps;
  const conversation = addressOf(activity, channel.name);
  if (addsTheBot(activity)) {
    runInBackground('welcome', () => handlers.added(conversation, channel), deps);
    return;
  }
  if (!removesTheBot(activity)) return;
  runInBackground('removal', async () => handlers.removed?.(conversation), deps);
}

function addsTheBot({ membersAdded, recipient }: Activity): boolean {
  return membersAdded?.some(({ id }) => id === recipient.id) ?? false;
}

/** An upgrade of the app is no removal, though its action begins like one. */
function removesTheBot({ membersRemoved, recipient, action }: Activity): boolean {
  return action === 'remove' || (membersRemoved?.some(({ id }) => id === recipient.id) ?? false);
}

function authorizationOf(req: TurnRequest): string {
  const header = req.headers.authorization;
  return typeof header === 'string' ? header : '';
}

const AuthFailure = z.looseObject({ statusCode: z.literal([400, 401, 403]) });
const tokenErrors = ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'];

/** A fault of ours is 503, so that the sender tries again. */
function replyToFailure(error: unknown, log: Logger): HttpReply {
  if (isRefusedToken(error)) {
    log.warn({ err: error }, 'chat request refused');
    return refuse(401, 'unauthorized', 'The request carries no valid token of the Bot Framework.');
  }
  if (isAppError(error, 'service_url_refused') || isAppError(error, 'tenant_refused')) {
    log.warn({ err: error }, 'chat request refused');
    return refuse(403, error.code, error.message);
  }
  log.error({ err: error }, 'chat turn failed');
  const reply = refuse(503, 'turn_failed', 'The message could not be taken; please send it again.');
  return { ...reply, headers: { 'retry-after': '5' } };
}

/** The adapter wraps what a turn throws; before the turn, errors come as the SDK made them. */
function isRefusedToken(error: unknown): boolean {
  if (AuthFailure.safeParse(error).success) return true;
  return error instanceof Error && tokenErrors.includes(error.name);
}

function refuse(status: number, code: string, message: string): HttpReply {
  return { status, body: { error: { code, message } } };
}

function describeMistake(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  return `${field === '' ? 'The body' : `The field ${field}`} is not as the Bot Framework sends it: ${issue?.message ?? 'unreadable'}.`;
}
