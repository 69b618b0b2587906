import type { GoneConversation, WantedCard } from '../../ports/outbox';
import type { Route } from '../../ports/route-book';
import { goneSubject } from './draw-gone';
import { sayWhere } from './say-where';
import type { SenderDeps } from './send-deps';

/**
 * Conversations that take nothing any more lose their route, and the others are told, once. One that
 * was subscribed again since then is used again. Every step may be repeated after a stop anywhere.
 */
export async function settleGone(deps: SenderDeps): Promise<void> {
  const gone = await deps.outbox.listGone();
  if (gone.length === 0) return;
  const routes = await deps.routes.list();
  for (const each of gone) {
    const route = routes.find(({ conversation }) => isSame(conversation, each.conversation));
    if (route === undefined) continue;
    if (route.createdAt > each.since) await deps.outbox.revive(each.conversation);
    else await settle(each, others(routes, gone), deps);
  }
}

async function settle(each: GoneConversation, told: Route[], deps: SenderDeps): Promise<void> {
  const fields = { where: sayWhere(each.conversation), why: each.why, told: told.length };
  deps.log.error(fields, 'a conversation is gone and gets no alert cards any more');
  const wanted = told.map(
    ({ conversation }): WantedCard => ({
      subject: goneSubject(each),
      conversation,
      version: 1,
      urgency: 'new',
    }),
  );
  await deps.outbox.want(wanted, deps.clock.now());
  await deps.routes.remove(each.conversation);
}

function others(routes: Route[], gone: GoneConversation[]): Route[] {
  return routes.filter(({ conversation }) =>
    gone.every((each) => !isSame(each.conversation, conversation)),
  );
}

function isSame(one: Route['conversation'], other: Route['conversation']): boolean {
  return one.channel === other.channel && one.id === other.id;
}
