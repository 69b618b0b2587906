import { rememberRoutes } from '../../../../src/incidents/delivery/remember-routes';
import type { Route, RouteBook } from '../../../../src/ports/route-book';
import { handClock } from '../../../support/hand-clock';
import { conversation } from '../../../support/sends';

const now = new Date('2026-03-01T03:15:00Z');
const ops: Route = { conversation: conversation('ops'), createdBy: '', createdAt: now };

function openBook() {
  const clock = handClock(now);
  let reads = 0;
  let fails = false;
  const book: RouteBook = {
    add: async () => 'added',
    remove: async () => 'removed',
    async list() {
      reads += 1;
      if (fails) throw new Error('the store is away');
      return [ops];
    },
  };
  return {
    routes: rememberRoutes(book, clock),
    clock,
    reads: () => reads,
    fail(how: boolean) {
      fails = how;
    },
  };
}

it('reads the book once a second', async () => {
  const { routes, clock, reads } = openBook();

  await Promise.all([routes.list(), routes.list()]);
  const within = reads();
  clock.advance(1);
  await routes.list();

  expect([within, reads()]).toEqual([1, 2]);
});

it('heeds its own changes at once', async () => {
  const { routes, reads } = openBook();

  await routes.list();
  await routes.add(ops);
  await routes.list();
  await routes.remove(ops.conversation);
  await routes.list();

  expect(reads()).toBe(3);
});

it('asks again after a failure', async () => {
  const { routes, fail } = openBook();

  fail(true);
  await expect(routes.list()).rejects.toThrow('the store is away');
  fail(false);

  await expect(routes.list()).resolves.toEqual([ops]);
});
