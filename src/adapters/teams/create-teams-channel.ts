import type { ChatChannel } from '../../ports/chat-channel';
import { cardActivity, textActivity } from './card-activity';
import { connectAdapter } from './connect-adapter';
import { threadBelow } from './conversation-reference';
import { takeTurn } from './take-turn';
import { postActivity, updateActivity } from './talk-to-connector';
import type { ChatHandlers, HttpReply, ReplyTarget, TeamsChannelDeps, TurnRequest } from './turn';

export interface TeamsChannel {
  channel: ChatChannel;
  /**
   * Answers one Bot Framework request. `req.body` is the parsed JSON. Messages are answered at once
   * and worked on afterwards; invokes carry their card in the reply. Never rejects.
   */
  process(req: TurnRequest, res: ReplyTarget, handlers: ChatHandlers): Promise<void>;
}

const teamsChannelName = 'teams';

/** Teams through the Bot Framework; types of its SDK stay in this folder. */
export function createTeamsChannel(deps: TeamsChannelDeps): TeamsChannel {
  const connection = connectAdapter(deps.bot);
  const channel: ChatChannel = {
    name: teamsChannelName,
    async post(to, report) {
      return postActivity(to, cardActivity(report, deps), { connection });
    },
    async update(to, messageId, report) {
      await updateActivity(to, messageId, cardActivity(report, deps), { connection });
    },
    async reply(to, messageId, text) {
      const below = threadBelow(to, messageId);
      return postActivity(below, textActivity(text), { connection, doing: 'reply' });
    },
  };
  return {
    channel,
    async process(req, res, handlers) {
      const reply = await takeTurn(req, { ...deps, connection, channel, handlers });
      writeReply(reply, res);
    },
  };
}

function writeReply(reply: HttpReply, res: ReplyTarget): void {
  if (reply.body === undefined) {
    res.writeHead(reply.status, { 'content-length': '0', ...reply.headers });
    res.end();
    return;
  }
  res.writeHead(reply.status, {
    'content-type': 'application/json; charset=utf-8',
    ...reply.headers,
  });
  res.end(JSON.stringify(reply.body));
}
