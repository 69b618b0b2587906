import { createPublisher } from '../../../../src/incidents/delivery/publish';
import { incident } from '../../../support/incidents';
import { recordedLog } from '../../../support/recorded-log';
import { conversation } from '../../../support/sends';
import { type DeliveryBench, openDeliveryBench } from './delivery-bench';

let bench: DeliveryBench;

beforeEach(async () => {
  bench = await openDeliveryBench();
});

afterEach(() => bench.store.close());

it('notes in one line that every conversation asked for other hubs, and offers it to none', async () => {
  const offered: string[] = [];
  for (const id of ['ops', 'plant']) await subscribe(id, 'other-hub');

  await publish(offered);
  const [noted, ...more] = await findDecisions();

  expect(offered).toEqual([]);
  expect(more).toEqual([]);
  expect(noted).toMatchObject({
    what: 'unwanted',
    text: 'Not shown: all 2 conversations with alert cards asked for other hubs.',
  });
});

it('offers it to those that ask for its hub or for no hub, and notes nothing', async () => {
  const offered: string[] = [];
  await subscribe('ops', 'other-hub');
  await subscribe('plant', 'CONTOSO-hub');
  await bench.subscribe('all');

  await publish(offered);

  expect(offered.sort()).toEqual(['all', 'plant']);
  expect(await findDecisions()).toEqual([]);
});

function publish(offered: string[]) {
  const publisher = createPublisher({
    outbox: bench.store.outbox,
    routes: bench.store.routeBook,
    wants: async (route) => {
      offered.push(route.conversation.id);
      return false;
    },
    trail: bench.store.decisionTrail,
    clock: bench.clock,
    log: recordedLog().log,
  });
  return publisher.publish(incident(), { urgency: 'new', reach: 'everybody' });
}

function subscribe(id: string, hub: string) {
  return bench.store.routeBook.add({
    conversation: conversation(id),
    filter: { hubs: [hub] },
    createdBy: '',
    createdAt: bench.clock.now(),
  });
}

function findDecisions() {
  return bench.store.decisionTrail.find({ kind: 'incident', key: incident().key }, 9);
}
