import { z } from 'zod';
import type { ChatFaults } from './chat-faults';
import { type JsonAnswer, json, type Route, readInput } from './routes';
import type { WireLog } from './wire-log';

const Order = z.object({
  fault: z.string('must be text').min(1, 'must not be empty').max(60, 'must be shorter'),
  seconds: z.number('must be a number').positive('must be above 0').max(86_400).default(120),
  conversation: z.string('must be text').max(100, 'must be shorter').optional(),
});

/** The fault switches of the local chat platform, for the page. */
export function chatFaultRoutes(deps: { faults: ChatFaults; wire: WireLog }): Route[] {
  const { faults, wire } = deps;
  const pattern = /^\/local\/chat\/chat-faults$/;
  const state = (): JsonAnswer => json(200, { faults: faults.list(), active: faults.active() });
  const record = (title: string, sent: object, change: () => void) =>
    wire.follow({ kind: 'fault', title, sent }, () => {
      change();
      return state();
    });
  return [
    { method: 'GET', pattern, handle: state },
    {
      method: 'POST',
      pattern,
      handle: ({ body }) => {
        const wish = readInput(Order, body);
        const title = `fault ${wish.fault} for ${wish.seconds} s`;
        return record(title, wish, () => faults.switchOn(wish));
      },
    },
    {
      method: 'DELETE',
      pattern,
      handle: () => record('all chat faults off', {}, () => faults.switchOff()),
    },
  ];
}
