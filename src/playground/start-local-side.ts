import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../shared/logger';
import { describeBadPieces, describeLoad } from './azure/describe-load';
import { startLocalAzureInWorker } from './azure/start-local-azure-in-worker';
import { createChatPlayground } from './chat/create-chat-playground';
import { createScenarioRunner } from './chat/run-scenario';
import { createWireLog } from './chat/wire-log';
import { resolveAlert } from './scenarios/resolve-alert';
import { scenarios } from './scenarios/scenarios';

export interface LocalSide {
  azureOrigin: string;
  /** What runs here and over which logs, for the person who started it. */
  greeting: string;
  /** The page and its connector, to be served beside the bot. */
  page: {
    matches(path: string): boolean;
    handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  };
  /** Must be told before the page is of use: the bot knows its port only when it listens. */
  tellBotOrigin(origin: string): void;
  /** Ends the page's open streams, so that the server can close. */
  closePage(): void;
  close(): Promise<void>;
}

/** Everything that stands in for the outside: Azure on loopback, the chat page, the scenarios. */
export async function startLocalSide(options: {
  azurePort: number;
  dataDir: string | undefined;
  ingestionDelaySeconds: number;
  enforceLimits: boolean;
  /** How long the bot waits for a device by itself, so that the page can say it. */
  graceSeconds?: number;
  log: Logger;
}): Promise<LocalSide> {
  const azure = await startLocalAzureInWorker({
    port: options.azurePort,
    dataDir: options.dataDir,
    ingestionDelaySeconds: options.ingestionDelaySeconds,
    enforceLimits: options.enforceLimits,
    log: options.log,
  });
  let botOrigin = '';
  const now = () => new Date();
  const wire = createWireLog({ now });
  const page = createChatPlayground({
    botEndpoint: () => `${botOrigin}/api/messages`,
    scenarios: createScenarioRunner(scenarios, {
      resolveAlert,
      azureOrigin: () => azure.origin,
      botOrigin: () => botOrigin,
      now,
      wire,
      graceSeconds: options.graceSeconds,
    }),
    log: options.log,
    now,
    enforceLimits: options.enforceLimits,
    azureOrigin: () => azure.origin,
    wire,
  });
  return {
    azureOrigin: azure.origin,
    greeting: [
      `Local mode: ${describeLoad(azure.report)}; Azure stands in at ${azure.origin}`,
      ...describeBadPieces(azure.report),
    ].join('\n'),
    page,
    tellBotOrigin(origin) {
      botOrigin = origin;
    },
    closePage: () => page.close(),
    close: () => azure.close(),
  };
}
