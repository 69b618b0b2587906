import { z } from 'zod';
import { AppError } from '../../shared/app-error';
import { type EventGridEvent, eventGridEvent } from '../device-events/event-grid-event';
import type { PostEvents } from './event-poster';
import { type JsonAnswer, json, type Route, readInput } from './routes';
import { sayCounts } from './say-counts';

const name = z.string('must be text').trim().min(1, 'must not be empty').max(128, 'is too long');
const Wish = z.object({
  hub: name,
  device: name,
  what: z.enum(['connected', 'disconnected', 'created', 'deleted'], 'is no such event'),
  /** How long ago it happened: an older event comes late. */
  secondsAgo: z.number('must be a number').min(0).max(86_000).default(0),
});

/** Device events by hand: what a newcomer tries order and duplicates with. */
export function eventRoutes(deps: { poster: PostEvents; now(): Date }): Route[] {
  let turn = 0;
  let last: EventGridEvent | undefined;
  return [
    {
      method: 'POST',
      pattern: /^\/local\/chat\/device-events$/,
      handle: ({ body }) => {
        const { hub, device, what, secondsAgo } = readInput(Wish, body);
        const at = new Date(deps.now().getTime() - secondsAgo * 1000);
        turn += 1;
        last = eventGridEvent({ hub, deviceId: device, what, at }, turn);
        return deliver(last, deps.poster);
      },
    },
    {
      method: 'POST',
      pattern: /^\/local\/chat\/device-events\/again$/,
      handle: () => {
        if (last) return deliver(last, deps.poster);
        throw new AppError('input_invalid', 'Nothing was sent yet that could be sent again.');
      },
    },
  ];
}

async function deliver(event: EventGridEvent, post: PostEvents): Promise<JsonAnswer> {
  const { status, counts } = await post([event]);
  const made = sayCounts(counts);
  return json(200, { said: `The bot answered ${status}${made && `: ${made}`}.` });
}
