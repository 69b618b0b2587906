import { createShowOpen } from '../../../../src/incidents/mutes/show-open';
import type { Incident } from '../../../../src/ports/incident-book';
import type { CardState, WantedCard } from '../../../../src/ports/outbox';
import type { Route } from '../../../../src/ports/route-book';
import { handClock } from '../../../support/hand-clock';
import { incident } from '../../../support/incidents';

const now = new Date('2026-03-01T04:00:00Z');
const conversation = { channel: 'teams', id: 'ops', reference: {} };
const route: Route = { conversation, createdBy: '', createdAt: now };

it('wants a card of what is open where there is none, and of nothing else', async () => {
  const shown = { conversation: { channel: 'teams', id: 'ops', reference: {} } } as CardState;
  const elsewhere = { conversation: { channel: 'slack', id: 'ops', reference: {} } } as CardState;
  const { showOpen, wanted, woken } = open({
    incidents: ['fresh', 'known', 'unwanted', 'elsewhere'].map((key) => incident({ key })),
    cards: { known: [shown], elsewhere: [elsewhere] },
  });

  const count = await showOpen(route);

  expect(count).toBe(2);
  expect(wanted).toEqual(
    ['fresh', 'elsewhere'].map((key) => ({
      subject: { kind: 'incident', key },
      conversation,
      version: expect.any(Number),
      urgency: 'new',
    })),
  );
  expect(woken()).toBe(1);
});

it('does nothing where nothing is open', async () => {
  const { showOpen, wanted, woken } = open({ incidents: [] });

  expect([await showOpen(route), wanted.length, woken()]).toEqual([0, 0, 0]);
});

function open(given: { incidents: Incident[]; cards?: Record<string, CardState[]> }) {
  const wanted: WantedCard[] = [];
  let woken = 0;
  const showOpen = createShowOpen({
    incidents: { listOpen: async () => given.incidents },
    outbox: {
      listCards: async ({ key }) => given.cards?.[key] ?? [],
      want: async (cards) => void wanted.push(...cards),
    },
    wants: async (_route, { key }) => key !== 'unwanted',
    clock: handClock(now),
    wake: () => {
      woken += 1;
    },
  });
  return { showOpen, wanted, woken: () => woken };
}
