import type { Route, RouteFilter } from '../../ports/route-book';
import type { Report } from '../../reports/report';
import { reportNotice } from '../../reports/report-notice';
import { sayAlsoShown, sayFilter } from '../../reports/route-words';
import { sayCount } from '../../reports/words';
import type { AnswerDeps, Asker } from '../answer-deps';
import type { Understanding } from '../intent';
import type { MuteAnswerDeps } from '../mutes/mute-answer-deps';
import { findRoute } from './find-route';
import { requireConversation } from './require-conversation';
import { settleFilter } from './settle-filter';
import { subscribeCommand, unsubscribeCommand } from './subscription-commands';

type Deps = MuteAnswerDeps & Pick<AnswerDeps, 'routes' | 'incidents'>;

/**
 * Alert cards for this conversation, of everything or of what was named; kept across restarts. What
 * is open already and fits is shown as well. What is named takes the place of what was asked before.
 */
export async function answerSubscribe(
  understanding: Understanding,
  asker: Asker,
  deps: Deps,
): Promise<Report> {
  const conversation = requireConversation(asker);
  const settled = await settleFilter(understanding, asker, deps);
  if (settled.kind === 'doubt') return settled.report;
  const { filter, notes } = settled;
  const before = await findRoute(conversation, deps.routes);
  const route: Route = {
    conversation,
    ...(filter === undefined ? {} : { filter }),
    createdBy: asker.person.id,
    createdAt: deps.clock.now(),
  };
  await deps.routes.add(route);
  const shown = (await deps.incidents?.showOpen?.(route)) ?? 0;
  const text = [
    sayChange(before, filter),
    ...sayAlsoShown(filter),
    ...(shown === 0 ? [] : [sayOpen(shown)]),
    ...notes,
  ].join(' ');
  return reportNotice(text, {
    word: 'Subscribed',
    tone: notes.length > 0 ? 'warning' : 'good',
    actions: [
      unsubscribeCommand,
      ...(filter === undefined ? [] : [subscribeCommand('Everything')]),
    ],
  });
}

/** No more alert cards here. */
export async function answerUnsubscribe(
  asker: Asker,
  { routes }: Pick<Deps, 'routes'>,
): Promise<Report> {
  const { channel, id } = requireConversation(asker);
  const done = await routes.remove({ channel, id });
  const text =
    done === 'removed'
      ? 'This conversation gets no more alert cards; those that are here stay up to date. Questions are answered as before.'
      : 'This conversation was not getting alert cards.';
  return reportNotice(text, {
    word: 'Unsubscribed',
    tone: 'neutral',
    actions: [subscribeCommand('Subscribe')],
  });
}

/** What this conversation gets. */
export async function answerSubscriptions(
  asker: Asker,
  { routes }: Pick<Deps, 'routes'>,
): Promise<Report> {
  const route = await findRoute(requireConversation(asker), routes);
  if (route === undefined) {
    return reportNotice(
      'This conversation gets no alert cards. Say “subscribe” for all of them, or name what you want: “subscribe to contoso-hub”, “subscribe sev2 and worse”.',
      { word: 'Not subscribed', tone: 'neutral', actions: [subscribeCommand('Subscribe')] },
    );
  }
  const what = sayFilter(route.filter) ?? 'everything';
  const text = [
    `This conversation gets alert cards: ${what}.`,
    ...sayAlsoShown(route.filter),
    'What is muted here stays quiet: say “mutes”.',
  ].join(' ');
  const all = route.filter === undefined ? [] : [subscribeCommand('Everything')];
  return reportNotice(text, { word: 'Subscribed', actions: [unsubscribeCommand, ...all] });
}

function sayChange(before: Route | undefined, filter: RouteFilter | undefined): string {
  const what = sayFilter(filter);
  const to = what === undefined ? '' : `: ${what}`;
  if (before === undefined) return `This conversation now gets alert cards${to}.`;
  const was = sayFilter(before.filter);
  if (was === what) return `This conversation already gets alert cards${to}.`;
  return `This conversation now gets alert cards: ${what ?? 'everything'}. Until now it got ${was ?? 'everything'}.`;
}

function sayOpen(shown: number): string {
  return shown === 1
    ? 'One incident is open already; its card follows.'
    : `${sayCount(shown, 'incident')} are open already; their cards follow.`;
}
