import { createShortlist } from '../../../../src/incidents/delivery/shortlist-routes';
import type { Route, RouteFilter } from '../../../../src/ports/route-book';
import { conversation } from '../../../support/sends';

const now = new Date('2026-03-01T03:15:00Z');

function route(id: string, filter?: RouteFilter): Route {
  return {
    conversation: conversation(id),
    ...(filter && { filter }),
    createdBy: '',
    createdAt: now,
  };
}

const routes = [
  route('all'),
  route('north', { hubs: ['North-Hub'] }),
  route('both', { hubs: ['north-hub', 'south-hub'] }),
  route('devices', { devices: ['line7-*'] }),
  route('west', { hubs: ['west-hub'] }),
];

it.each<[string[], string[]]>([
  [['NORTH-hub'], ['all', 'both', 'devices', 'north']],
  [
    ['north-hub', 'south-hub'],
    ['all', 'both', 'devices', 'north'],
  ],
  [['other-hub'], ['all', 'devices']],
  [[], ['all', 'both', 'devices', 'north', 'west']],
])('of hubs %j keeps the routes that may ask for one of them, once', (hubs, expected) => {
  const shortlist = createShortlist();

  const kept = shortlist(routes, hubs).map((each) => each.conversation.id);

  expect(kept.sort()).toEqual(expected);
});

it('sorts a newer list anew', () => {
  const shortlist = createShortlist();
  const one = shortlist([route('a', { hubs: ['x'] })], ['x']);
  const other = shortlist([route('b', { hubs: ['x'] })], ['x']);

  expect([one, other].flat().map((each) => each.conversation.id)).toEqual(['a', 'b']);
});
