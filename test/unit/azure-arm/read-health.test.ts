import fc from 'fast-check';
import { readHealth, readHealthPage } from '../../../src/adapters/azure-arm/read-health';
import { statusBody } from '../../support/arm-bodies';

function read(value: unknown[]) {
  return readHealth(readHealthPage({ value }).statuses);
}

describe('readHealth', () => {
  it('keeps no secret of a title or summary', () => {
    const told = { title: 'see ?sig=c2VjcmV0', summary: 'Bearer c2VjcmV0' };

    expect(read([statusBody('Degraded', '2026-03-10T08:00:00Z', told)])).toMatchObject([
      { title: 'see ?sig=…', summary: 'Bearer …' },
    ]);
  });

  it('reads what the hub was, and until when', () => {
    const statuses = read([
      statusBody('Available', '2026-03-10T10:00:00Z', { reasonType: 'Unplanned' }, 'current'),
      statusBody('Unavailable', '2026-03-10T09:00:00.7598931Z', {
        title: 'Storage trouble',
        summary: 'We are on it.',
        reasonType: 'Unplanned',
      }),
      statusBody('Degraded', '2026-03-10T08:00:00', { title: null, summary: undefined }),
    ]);

    expect(statuses).toEqual([
      {
        state: 'available',
        title: 'Available',
        summary: 'The hub is Available.',
        reason: '',
        since: new Date('2026-03-10T10:00:00Z'),
        until: undefined,
      },
      {
        state: 'unavailable',
        title: 'Storage trouble',
        summary: 'We are on it.',
        reason: 'Unplanned',
        since: new Date('2026-03-10T09:00:00.759Z'),
        until: new Date('2026-03-10T10:00:00Z'),
      },
      {
        state: 'degraded',
        title: '',
        summary: '',
        reason: '',
        since: new Date('2026-03-10T08:00:00Z'),
        until: new Date('2026-03-10T09:00:00.759Z'),
      },
    ]);
  });

  it('puts the state that holds first and one without a time last', () => {
    const statuses = read([
      statusBody('Unknown', '0001-01-01T00:00:00Z', { title: 'old' }, 'a'),
      statusBody('Degraded', '2026-03-10T09:00:00Z', { title: 'earlier' }),
      statusBody('Available', 'some day', { title: 'now' }, 'current'),
    ]);

    expect(statuses.map(({ title, since, until }) => [title, since, until])).toEqual([
      ['now', undefined, undefined],
      ['earlier', new Date('2026-03-10T09:00:00Z'), undefined],
      ['old', undefined, new Date('2026-03-10T09:00:00Z')],
    ]);
  });

  it('knows a state that is new to us for unknown, and the word for its time in either spelling', () => {
    const [status] = read([
      statusBody('Resting', undefined, { occurredTime: '2026-03-10T09:00:00Z' }, 'current'),
    ]);

    expect(status).toMatchObject({ state: 'unknown', since: new Date('2026-03-10T09:00:00Z') });
  });

  it('lets each state end where the next one begins, in whatever order they come', () => {
    const time = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2026-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.array(time, { maxLength: 20 }), (times) => {
        const statuses = read(times.map((at) => statusBody('Degraded', at.toISOString())));

        expect(statuses).toHaveLength(times.length);
        for (const [at, { since, until }] of statuses.entries()) {
          expect(until).toEqual(statuses[at - 1]?.since);
          if (since && until) expect(since.getTime()).toBeLessThanOrEqual(until.getTime());
        }
      }),
    );
  });

  it.each([
    ['the body', []],
    ['value', {}],
    ['value.0.properties', { value: [{}] }],
    ['value.0.properties.availabilityState', { value: [statusBody(null as never, '')] }],
  ])('names %s where it is not as expected', (where, body) => {
    expect(() => readHealthPage(body)).toThrow(`${where} is not as expected`);
  });
});
