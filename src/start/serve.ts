import { openStore } from '../adapters/store/open-store';
import type { App } from '../app';
import type { Understanding } from '../conversation/intent';
import { startLocalSide } from '../playground/start-local-side';
import type { Settings } from '../settings';
import { type Closers, createClosers } from '../shared/closers';
import type { Logger } from '../shared/logger';
import { startTicking } from '../shared/start-ticking';
import { openApp } from './open-app';
import { openServer } from './open-server';
import { openParts, type Parts } from './parts';

export interface Serving {
  origin: string;
  /** Local mode only: what stands in for Azure. */
  localGreeting: string | undefined;
  /** Finishes the work in hand as far as that goes in seconds, then closes everything. */
  stop(): Promise<void>;
}

// A platform that kills what does not end in time gives ten seconds or more.
const ticking = { everyMs: 1000, patienceMs: 4000 };

/** Opens every adapter, joins them, and listens. Local mode adds the stand-in and its page. */
export async function serve(settings: Settings, log: Logger): Promise<Serving> {
  const closers = createClosers();
  try {
    return await openAll(settings, closers, log);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function openAll(settings: Settings, closers: Closers, log: Logger): Promise<Serving> {
  const isLocal = settings.workspaceId === undefined;
  const store = closers.add(await openStore(settings.databaseUrl));
  const local = isLocal ? closers.add(await openLocalSide(settings, log)) : undefined;
  const parts = openParts(settings, { store, local, log });
  let ownOrigin: string | undefined;
  const wake = () => work.poke();
  const publicOrigin = () => settings.publicUrl ?? ownOrigin;
  const app = openApp(settings, parts, { publicOrigin, wake });
  const server = closers.add(openServer(settings, parts, app, wake));
  const work = startTicking(app.tick, ticking);
  closers.add({ close: work.stop });
  if (local !== undefined) closers.add({ close: local.closePage });
  const { origin } = await server.listen(settings.port, isLocal ? '127.0.0.1' : '0.0.0.0');
  if (isLocal) ownOrigin = origin;
  local?.tellBotOrigin(origin);
  void warmUp(app, parts);
  return { origin, localGreeting: local?.greeting, stop: closers.closeAll };
}

function openLocalSide({ local, graceSeconds }: Settings, log: Logger) {
  return startLocalSide({ ...local, graceSeconds, log });
}

/** Clients, templates and fonts load at their first use; nobody should have to wait for that. */
async function warmUp(app: App, { renderCard }: Parts): Promise<void> {
  const lastHour: Understanding = {
    intent: 'summary',
    parameters: { window: { last: 'PT1H' } },
    confidence: 1,
    suggestions: [],
  };
  renderCard(await app.conversation.answer(lastHour, { person: { id: 'warm-up', name: '' } }));
}
