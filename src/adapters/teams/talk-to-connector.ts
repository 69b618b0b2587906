import type { Activity, ResourceResponse, TurnContext } from 'botbuilder';
import type { ConversationAddress } from '../../ports/chat-channel';
import { AppError } from '../../shared/app-error';
import type { Connection } from './connect-adapter';
import { readConnectorError } from './connector-error';
import { readReference } from './conversation-reference';
import { checkServiceUrl } from './service-url';

/** A connector that says nothing for so long is treated as out of reach. */
const timeoutMs = 15_000;
const timeoutPolicy = 'reconnectTimeoutPolicy';

/** Posts a message and gives its id. It is not a reply: what was clicked may be gone by now. */
export async function postActivity(
  to: ConversationAddress,
  activity: Partial<Activity>,
  deps: { connection: Connection; doing?: 'post' | 'reply' },
): Promise<string> {
  let posted: ResourceResponse | undefined;
  await talk(deps.doing ?? 'post', to, deps, async (context) => {
    [posted] = await context.adapter.sendActivities(context, [addressed(activity, context)]);
  });
  return posted?.id ?? '';
}

/** Replaces a message in place. */
export async function updateActivity(
  to: ConversationAddress,
  messageId: string,
  activity: Partial<Activity>,
  deps: { connection: Connection },
): Promise<void> {
  await talk('update', to, deps, async (context) => {
    await context.adapter.updateActivity(context, {
      ...addressed(activity, context),
      id: messageId,
    });
  });
}

async function talk(
  doing: 'post' | 'reply' | 'update',
  to: ConversationAddress,
  { connection }: { connection: Connection },
  work: (context: TurnContext) => Promise<void>,
): Promise<void> {
  const reference = readReference(to);
  checkStoredUrl(reference.serviceUrl ?? '', connection);
  try {
    await connection.adapter.continueConversationAsync(connection.appId, reference, (context) => {
      tuneConnector(context);
      return work(context);
    });
  } catch (error) {
    throw readConnectorError(error, doing);
  }
}

function checkStoredUrl(serviceUrl: string, connection: Connection): void {
  try {
    checkServiceUrl(serviceUrl, connection);
  } catch (cause) {
    throw new AppError('chat_refused', 'This conversation lives where the bot may not write to.', {
      cause,
    });
  }
}

/** Everything a message needs of its conversation, without `replyToId`. */
function addressed(activity: Partial<Activity>, context: TurnContext): Partial<Activity> {
  const { conversation, channelId, serviceUrl, recipient, from } = context.activity;
  return { ...activity, conversation, channelId, serviceUrl, from: recipient, recipient: from };
}

/**
 * The SDK repeats a failed send by itself, which can post a card twice and holds our turn for
 * minutes; whether to repeat is decided by those who know what was sent. It also never gives up
 * waiting. It offers no setting for either, so its pipeline is changed here.
 */
function tuneConnector(context: TurnContext): void {
  const connector: unknown = context.turnState.get(context.adapter.ConnectorClientKey);
  const pipeline = pipelineOf(connector);
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy({
    name: timeoutPolicy,
    sendRequest(request, next) {
      // The pipeline's own timeout leaves its timer running when a connection is refused.
      request.abortSignal = AbortSignal.timeout(timeoutMs);
      return next(request);
    },
  });
}

interface Pipeline {
  removePolicy(options: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(
      request: { abortSignal?: AbortSignal },
      next: (request: { abortSignal?: AbortSignal }) => Promise<unknown>,
    ): Promise<unknown>;
  }): void;
}

function pipelineOf(connector: unknown): Pipeline {
  const { client } = connector as { client: { pipeline: Pipeline } };
  return client.pipeline;
}
