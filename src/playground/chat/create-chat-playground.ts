import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../shared/logger';
import { chatFaultRoutes } from './chat-fault-routes';
import { createChatFaults } from './chat-faults';
import { chatRoutes } from './chat-routes';
import { connectorRoutes } from './connector-routes';
import type { ConversationLimits } from './conversation';
import { createConversationBook } from './conversation-book';
import { createEventPoster } from './event-poster';
import { eventRoutes } from './event-routes';
import { faultRoutes } from './fault-routes';
import { pageRoutes } from './page-routes';
import { answerFromRoutes, type Route } from './routes';
import { type ScenarioRunner, scenarioRoutes } from './scenario-routes';
import { createTeamsLimits } from './teams-limits';
import { createWireLog, type WireLog } from './wire-log';
import { wireRoutes } from './wire-routes';

export interface ChatPlayground {
  /** Whether a path (without its query) is the playground's to answer. */
  matches(path: string): boolean;
  /** Answers a request whose body nobody has read yet. Never throws. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Ends whatever is still open, so that the server can close. */
  close(): void;
}

/** A chat channel of our own: the page at `/`, and the connector behind it to which the bot replies. */
export function createChatPlayground(deps: {
  /** Address of the bot, such as http://127.0.0.1:3978/api/messages; known once it listens. */
  botEndpoint: () => string;
  scenarios: ScenarioRunner;
  log: Logger;
  now(): Date;
  /** Where the local Azure listens, for its queries and fault switches. */
  azureOrigin?: () => string;
  /** What others of the playground write down as well. */
  wire?: WireLog;
  limits?: ConversationLimits;
  /** Whether the connector refuses what Teams would refuse as too fast. */
  enforceLimits?: boolean;
}): ChatPlayground {
  const book = createConversationBook(deps);
  const wire = deps.wire ?? createWireLog(deps);
  const faults = createChatFaults(deps);
  const limits = deps.enforceLimits
    ? createTeamsLimits({ nowMs: () => deps.now().getTime() })
    : undefined;
  const botOrigin = () => new URL(deps.botEndpoint()).origin;
  const serviceUrl = () => `${botOrigin()}/local/connector/`;
  const routes: Route[] = [
    ...pageRoutes(),
    ...chatRoutes({ ...deps, book, serviceUrl, wire }),
    ...scenarioRoutes(deps.scenarios),
    ...connectorRoutes({ book, serviceUrl, wire, faults, limits }),
    ...eventRoutes({ poster: createEventPoster({ botOrigin, wire }), now: deps.now }),
    ...chatFaultRoutes({ faults, wire }),
    ...wireRoutes({ azureOrigin: deps.azureOrigin, wire }),
    ...faultRoutes({ azureOrigin: deps.azureOrigin, wire }),
  ];
  const open = new Set<ServerResponse>();
  return {
    matches: (path) => path === '/' || path.startsWith('/local/'),
    async handle(req, res) {
      open.add(res);
      res.on('close', () => open.delete(res));
      await answerFromRoutes(routes, req, res, deps);
    },
    close() {
      for (const res of open) res.destroy();
    },
  };
}
