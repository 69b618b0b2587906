import fc from 'fast-check';
import { readAlert } from '../../../src/alerts/read-alert';
import { isAppError } from '../../../src/shared/app-error';
import { everyAlertPayload } from '../../support/every-alert-payload';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';
import { mapFields, replaceAt } from '../../support/map-fields';

const deps = {
  hubs: knownHubs('contoso-hub'),
  clock: fixedClock(new Date('2026-03-01T03:20:00Z')),
};
const withStatus = everyAlertPayload.flatMap((each) =>
  each.status === undefined ? [] : [{ ...each, status: each.status }],
);

describe('readAlert, of every schema', () => {
  it.each(everyAlertPayload)('reads $name as $kind', ({ kind, body }) => {
    const alert = readAlert(body, deps);

    expect(alert.about.kind).toBe(kind);
    expect(alert.id).not.toBe('');
    expect(alert.firedAt.getTime()).toBeGreaterThan(Date.parse('2026-03-01T03:00:00Z'));
  });

  it.each(withStatus)('reads whether $name fired or ended, in any spelling', ({ body, status }) => {
    const spellings = ['Fired', 'ACTIVATED', 'Resolved', 'deactivated'];

    const conditions = spellings.map(
      (word) => readAlert(replaceAt(body, status, word), deps).condition,
    );

    expect(conditions).toEqual(['fired', 'fired', 'resolved', 'resolved']);
  });

  it.each(withStatus)(
    'takes the end of $name for the end of the same alert',
    ({ body, status }) => {
      const [fired, ended] = ['Fired', 'Resolved'].map((word) =>
        readAlert(replaceAt(body, status, word), deps),
      );

      expect(ended?.id).toBe(fired?.id);
      expect(fired?.resolvedAt).toBeUndefined();
    },
  );

  it.each(
    withStatus.flatMap((each) =>
      ['Acknowledged', 'constructor', '__proto__'].map((word) => ({ ...each, word })),
    ),
  )('refuses $name with the status $word', ({ body, status, word }) => {
    const read = () => readAlert(replaceAt(body, status, word), deps);

    expect(read).toThrow(
      expect.objectContaining({ code: 'alert_invalid', field: status.join('.') }),
    );
    expect(read).toThrow(`found "${word}"`);
  });

  it.each(everyAlertPayload)('reads $name the same with keys in capitals', ({ body }) => {
    const shouted = mapFields(body, (value, key) => [key.toUpperCase(), value]);

    const alert = readAlert(shouted, deps);

    expect(labelsAside(alert)).toEqual(labelsAside(readAlert(body, deps)));
  });

  it.each(everyAlertPayload)('reads $name the same with figures as texts', ({ body }) => {
    const written = mapFields(body, (value, key) => [
      key,
      typeof value === 'number' ? String(value) : value,
    ]);

    const alert = readAlert(written, deps);

    expect(alert).toEqual(readAlert(body, deps));
  });

  it.each(everyAlertPayload)(
    'reads or refuses $name with any one field of another type',
    (each) => {
      const odd: unknown[] = [
        null,
        undefined,
        '',
        ' ',
        7,
        true,
        {},
        [],
        [null],
        [[]],
        'x',
        '{"a":',
      ];

      const outcomes = pathsOf(each.body).flatMap((path) =>
        odd.map((value) => outcome(replaceAt(each.body, path, value))),
      );

      expect(new Set(outcomes)).toEqual(new Set(['read', 'refused']));
    },
  );

  it.each(everyAlertPayload)('reads $name with nothing but what it cannot do without', (each) => {
    const wanted =
      /^(?:schemaId|status|monitorCondition|alertId|id|.*DateTime|.*[tT]imestamp|eventDataId|AlertRuleName|SearchQuery|BudgetName|.*Utc)$/;
    const bare = mapFields(each.body, (value, key) => [
      key,
      wanted.test(key) || (typeof value === 'object' && value !== null) ? value : null,
    ]);

    const alert = readAlert(bare, deps);

    expect(alert.id).not.toBe('');
  });

  it('reads or refuses any mutation of any payload, and never fails otherwise', () => {
    const payloads = everyAlertPayload.map(({ body }) => ({ body, paths: pathsOf(body) }));
    const payload = fc.constantFrom(...payloads);
    const change = fc.tuple(fc.nat(), fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' })));

    fc.assert(
      fc.property(payload, fc.array(change, { maxLength: 6 }), ({ body, paths }, changes) => {
        const changed = changes.reduce<unknown>((before, [at, value]) => {
          return replaceAt(before, paths[at % paths.length] ?? [], value);
        }, body);

        const result = outcome(changed);

        expect(['read', 'refused']).toContain(result);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what is nested without end', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 20_000; depth += 1) deep = depth % 2 === 0 ? [deep] : { a: deep };

    const outcomes = everyAlertPayload.flatMap(({ body }) =>
      pathsOf(body).map((path) => outcome(replaceAt(body, path, deep))),
    );

    expect(new Set(outcomes)).toEqual(new Set(['read', 'refused']));
  });
});

describe('readAlert, of no schema', () => {
  it.each([
    ['nothing', {}],
    ['an unheard of id', { schemaId: 'Microsoft.Insights/Unheard', data: {} }],
    ['a known id with more to it', { schemaId: 'AzureMonitorMetricAlert2', data: {} }],
    ['a status alone', { status: 'Activated' }],
    ['an empty context', { status: 'Activated', context: {} }],
    ['a query under an id nobody knows', { schemaId: 'x', SearchQuery: 'Heartbeat' }],
  ])('refuses %s and lists the schemas it knows', (_what, body) => {
    const read = () => readAlert(body, deps);

    expect(read).toThrow(expect.objectContaining({ code: 'alert_invalid', field: 'schemaId' }));
    for (const name of [
      'azureMonitorCommonAlertSchema',
      'AzureMonitorMetricAlert',
      'Microsoft.Insights/activityLogs',
      'Microsoft.Insights/LogAlert',
      'AIP Budget Notification',
      'log alert V1',
      'classic alert',
    ]) {
      expect(read).toThrow(name);
    }
  });
});

/** Facts keep the sender's spelling of their labels. */
function labelsAside(alert: ReturnType<typeof readAlert>): unknown {
  const { about } = alert;
  if (about.kind !== 'other') return alert;
  return { ...alert, about: { ...about, facts: about.facts.map(({ value }) => value) } };
}

function outcome(body: unknown): 'read' | 'refused' | string {
  try {
    return readAlert(body, deps).id === '' ? 'without id' : 'read';
  } catch (error) {
    return isAppError(error, 'alert_invalid') ? 'refused' : String(error);
  }
}

/** Every field of the payload, the payload itself first. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, field]) => pathsOf(field, [...path, key]));
  return [path, ...below];
}
