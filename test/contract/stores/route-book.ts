import { at, type OpenBench } from './store-bench';

export function describeRouteBook(name: string, open: OpenBench): void {
  describe(`${name} as a RouteBook`, () => {
    it('keeps a route with its address over a restart', async () => {
      const bench = await open();

      const answer = await bench.store.routeBook.add(route('a', { $date: 5, nested: [1, null] }));
      const { routeBook } = await bench.reopen();

      expect(answer).toBe('added');
      expect(await routeBook.list()).toEqual([route('a', { $date: 5, nested: [1, null] })]);
    });

    it('refreshes the address of a route it has', async () => {
      const { store } = await open();
      await store.routeBook.add(route('a', 'old address'));

      const answer = await store.routeBook.add(route('a', 'new address'));

      expect(answer).toBe('already');
      expect((await store.routeBook.list()).map((each) => each.conversation.reference)).toEqual([
        'new address',
      ]);
    });

    it('keeps what a route is about and who made it, and replaces both', async () => {
      const bench = await open();
      const filter = { hubs: ['north-hub'], devices: ['pump-*'], severity: 'Sev2' };
      const watching = { ...route('a'), filter, source: 'file' as const };
      await bench.store.routeBook.add(route('a'));
      await bench.store.routeBook.add(watching);

      const { routeBook } = await bench.reopen();
      const kept = await routeBook.list();
      const answer = await routeBook.add(route('a'));

      expect(kept).toEqual([watching]);
      expect(answer).toBe('already');
      expect(await routeBook.list()).toEqual([route('a')]);
    });

    it('lists routes by time, and by the letters of their ids', async () => {
      const { store } = await open();
      for (const id of ['b', 'B', 'ä', 'a', '_']) await store.routeBook.add(route(id));

      const ids = (await store.routeBook.list()).map(({ conversation }) => conversation.id);

      expect(ids).toEqual(['B', '_', 'a', 'b', 'ä']);
    });

    it('adds one route when several are added at the same moment', async () => {
      const { store } = await open();

      const answers = await Promise.all(
        Array.from({ length: 10 }, () => store.routeBook.add(route('a'))),
      );

      expect(answers.filter((answer) => answer === 'added')).toHaveLength(1);
    });

    it('removes only the route of that channel and conversation', async () => {
      const { store } = await open();
      const other = {
        ...route('a'),
        conversation: { ...route('a').conversation, channel: 'slack' },
      };
      await store.routeBook.add(route('a'));
      await store.routeBook.add(route('b'));
      await store.routeBook.add(other);

      const answers = [
        await store.routeBook.remove({ channel: 'teams', id: 'a' }),
        await store.routeBook.remove({ channel: 'teams', id: 'a' }),
      ];

      expect(answers).toEqual(['removed', 'absent']);
      expect(await store.routeBook.list()).toEqual([other, route('b')]);
    });
  });
}

function route(id: string, reference: unknown = { serviceUrl: 'http://127.0.0.1' }) {
  return {
    conversation: { channel: 'teams', id, reference },
    createdBy: 'Ada',
    createdAt: at('02:00:00'),
  };
}
