import { isAppError } from '../../shared/app-error';
import type { Activity } from './activity';
import { cardContentType } from './card-activity';
import { readExecute } from './read-message';
import type { HttpReply, TurnDeps } from './turn';

/**
 * `Action.Execute`: the card that replaces the clicked one for the clicker. As the protocol wants
 * it, HTTP 200 says that the bot handled the invoke; whether it worked stands in the body.
 */
export async function answerInvoke(activity: Activity, deps: TurnDeps): Promise<HttpReply> {
  if (activity.name !== 'adaptiveCard/action') return { status: 501 };
  const message = readExecute(activity, deps.channel.name, deps.now());
  if (message === undefined) return cardError(400, 'BadRequest', 'The invoke carries no action.');
  try {
    const report = await deps.handlers.action(message, deps.channel);
    return cardReply(200, cardContentType, deps.renderCard(report));
  } catch (error) {
    if (isAppError(error, 'action_invalid')) return cardError(400, 'BadRequest', error.message);
    deps.log.error({ err: error }, 'card action failed');
    return cardError(500, 'InternalServerError', 'This did not work; please ask again in words.');
  }
}

function cardError(statusCode: number, code: string, message: string): HttpReply {
  return cardReply(statusCode, 'application/vnd.microsoft.error', { code, message });
}

function cardReply(statusCode: number, type: string, value: object): HttpReply {
  return { status: 200, body: { statusCode, type, value } };
}
