import { createPublisher, type PublisherDeps } from '../../../../src/incidents/delivery/publish';
import type { Incident } from '../../../../src/ports/incident-book';
import { alert } from '../../../support/alerts';
import { conversation } from '../../../support/sends';
import { type DeliveryBench, openDeliveryBench } from './delivery-bench';

let bench: DeliveryBench;

beforeEach(async () => {
  bench = await openDeliveryBench();
  await bench.subscribe('ops', 'plant');
});

afterEach(() => bench.store.close());

async function publish(
  version: number,
  how: Partial<Parameters<ReturnType<typeof createPublisher>['publish']>[1]> = {},
  changes: Partial<PublisherDeps> = {},
) {
  bench.versions.set('a', version);
  const incident = { key: 'a', version, alert: alert() } as Incident;
  const publisher = createPublisher({
    outbox: bench.store.outbox,
    routes: bench.store.routeBook,
    wants: async () => true,
    clock: bench.clock,
    log: {} as PublisherDeps['log'],
    ...changes,
  });
  return publisher.publish(incident, { urgency: 'new', reach: 'everybody', ...how });
}

const shownIn = () => bench.teams.messages.map((message) => message.conversation).sort();

describe('publishing', () => {
  it('shows an incident wherever it is wanted, and says how many that are', async () => {
    const wants: PublisherDeps['wants'] = async ({ conversation: { id } }) => id === 'plant';

    const { audience } = await publish(1, {}, { wants });
    await bench.tick();

    expect(audience).toBe(1);
    expect(shownIn()).toEqual(['plant']);
  });

  it('updates the cards that are out, also where nobody subscribes any more', async () => {
    await publish(1);
    await bench.tick();
    await bench.store.routeBook.remove(conversation('ops'));

    const { audience } = await publish(2, { urgency: 'recovery' });
    await bench.tick();

    expect(audience).toBe(2);
    expect(bench.saidIn('ops')).toEqual(['a 1', 'a 2']);
  });

  it('gives who came later a card where everybody is to hear of it, and only there', async () => {
    await publish(1);
    await bench.tick();
    await bench.subscribe('late');

    await publish(2, { reach: 'cards-first' });
    await bench.tick();
    const before = shownIn();
    await publish(3);
    await bench.tick();

    expect(before).toEqual(['ops', 'plant']);
    expect(shownIn()).toEqual(['late', 'ops', 'plant']);
  });

  it.each([
    ['cards-first', 2],
    ['cards-only', 0],
  ] as const)(
    'of what nobody has a card of reaches, with %s, %s conversations',
    async (reach, n) => {
      const { audience } = await publish(1, { reach });

      expect(audience).toBe(n);
    },
  );

  it('merges updates that follow each other within half a minute', async () => {
    await bench.store.routeBook.remove(conversation('plant'));
    await publish(1);
    await bench.tick();
    for (let version = 2; version < 12; version++) {
      bench.clock.advance(2);
      await publish(version, { urgency: 'update' });
      await bench.tick();
    }
    bench.clock.advance(10);

    await bench.tick();

    expect(bench.saidIn('ops')).toEqual(['a 1', 'a 11']);
  });

  it('shows a change of state at once, whatever was merged before it', async () => {
    await publish(1);
    await bench.tick();
    await publish(2, { urgency: 'update' });
    await bench.tick();

    await publish(3, { urgency: 'update', isState: true });
    await bench.tick();

    expect(bench.saidIn('ops')).toEqual(['a 1', 'a 3']);
  });

  it('tells a recovery at once, whatever waits', async () => {
    await publish(1);
    await bench.tick();
    await publish(2, { urgency: 'update' });

    await publish(3, { urgency: 'recovery' });
    await bench.tick();

    expect(bench.saidIn('ops')).toEqual(['a 1', 'a 3']);
  });

  it('puts a reply below each card once, not where it is muted or nobody subscribes', async () => {
    await bench.subscribe('muted', 'left');
    await publish(1);
    await bench.tick();
    await bench.store.routeBook.remove(conversation('left'));
    const wants: PublisherDeps['wants'] = async ({ conversation: { id } }) => id !== 'muted';
    const reply = { key: 'back', text: 'Everybody is back' };

    for (const version of [2, 3]) {
      await publish(version, { urgency: 'recovery', reply }, { wants });
      await bench.tick();
    }

    expect(bench.teams.replies.map((each) => each.conversation).sort()).toEqual(['ops', 'plant']);
    expect(bench.saidIn('muted')).toEqual(['a 1', 'a 2', 'a 3']);
  });

  it('puts no reply where the same was said already', async () => {
    await publish(1);
    await bench.tick();
    const { channel, id } = conversation('ops');
    const reply = { key: 'taken', text: 'Acknowledged by Ann.', saidIn: { channel, id } };

    await publish(2, { reply });
    await bench.tick();

    expect(bench.teams.replies).toMatchObject([{ conversation: 'plant', text: reply.text }]);
  });

  it('leaves a card alone that somebody deleted, and posts no other', async () => {
    await publish(1);
    await bench.tick();
    const [card] = await bench.store.outbox.listCards({ kind: 'incident', key: 'a' });
    await publish(2, { urgency: 'recovery' });
    const [taken] = await bench.store.outbox.takeDue(bench.clock.now(), 1000, 1, {
      perConversation: [],
      wholeBot: undefined,
    });
    if (taken === undefined || card === undefined) throw new Error('nothing is due');
    const at = bench.clock.now();
    await bench.store.outbox.recordEnd(taken, { kind: 'message_gone', why: '', at });

    const { audience } = await publish(3);
    await bench.tick();

    expect(audience).toBe(1);
    expect(bench.teams.messages).toHaveLength(2);
  });
});
