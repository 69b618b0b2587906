import {
  createDescribeSubject,
  describeIncident,
} from '../../../../src/incidents/delivery/describe-incident';
import type { Incident } from '../../../../src/ports/incident-book';
import { alert } from '../../../support/alerts';

const firing = { key: 'a', alert: alert({ severity: 'Sev1', rule: 'Few connected' }) } as Incident;
const endedAt = new Date('2026-03-01T03:30:00Z');

it('names hub, rule, severity and since when', () => {
  expect(describeIncident(firing)).toEqual({
    incident: 'a',
    title: firing.alert.hubs.map(({ name }) => name).join(', '),
    text: 'Few connected · Sev1',
    since: firing.alert.firedAt,
    rank: 1,
  });
});

it.each([
  ['resolvedAt', { resolvedAt: endedAt }],
  ['silentAt', { silentAt: endedAt }],
])('tells an end by %s', (_what, parts) => {
  expect(describeIncident({ ...firing, ...parts } as Incident)).toMatchObject({ endedAt });
});

it.each([
  [{ hubs: [], unknownHub: 'other-hub' }, 'other-hub'],
  [{ hubs: [], notAHub: 'a storage account' }, 'a storage account'],
  [{ hubs: [] }, 'no hub named'],
])('says what is known of the hub of %j', (parts, title) => {
  const incident = { ...firing, alert: alert(parts) };

  expect(describeIncident(incident)).toMatchObject({ title });
});

it('counts devices, and says something where nothing is known', () => {
  const devices = { away: 3, total: 5 } as Incident['devices'];
  const nothing = alert({ rule: '', severity: 'unknown' });

  expect(describeIncident({ ...firing, alert: nothing, devices } as Incident).text).toBe(
    '3 of 5 devices away',
  );
  expect(describeIncident({ ...firing, alert: nothing }).text).toBe('an alert without a rule');
});

it('describes incidents only, and those that are kept', async () => {
  const describeSubject = createDescribeSubject({
    incidents: { find: async (key) => (key === 'a' ? firing : undefined) },
  });

  expect(await describeSubject({ kind: 'incident', key: 'a' })).toMatchObject({ rank: 1 });
  expect(await describeSubject({ kind: 'incident', key: 'b' })).toBeUndefined();
  expect(await describeSubject({ kind: 'refusals', key: 'a' })).toBeUndefined();
});
