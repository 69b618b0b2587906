import type { Parts } from './parts';

/** Without the workspace or the chat, alerts are still taken in: only the store decides. */
export async function readReadiness({ store, outcomes }: Pick<Parts, 'store' | 'outcomes'>) {
  const stored = await store.ping().then(
    () => 'ok',
    () => 'does not answer',
  );
  const checks = {
    store: stored,
    workspace: outcomes.workspace.latest,
    chat: outcomes.chat.latest,
  };
  return { ready: stored === 'ok', checks };
}
