import fc from 'fast-check';
import { advisePartial } from '../../../src/diagnosis/asking/advise-partial';
import { joinPartialReasons } from '../../../src/diagnosis/asking/partial-reasons';
import { qualifyPartial } from '../../../src/diagnosis/asking/qualify-partial';
import type { Cause, Confidence, QueryRun } from '../../../src/diagnosis/diagnosis';
import { diagnosis } from '../../support/report-subjects';

function run(parts: Partial<QueryRun> = {}): QueryRun {
  const window = { from: new Date(0), to: new Date(1000) };
  return {
    ...{ name: 'hub-totals', question: 'How many?', kql: 'T', rows: 1, window, durationMs: 1 },
    partial: true,
    ...parts,
  };
}

describe('joinPartialReasons', () => {
  it('has none when every row came back', () => {
    expect(joinPartialReasons([run({ partial: false }), run({ partial: false })])).toBeUndefined();
  });

  it('says each reason once, as sentences, those of our own first', () => {
    const runs = [
      run({ partialReason: 'too large' }),
      run({ partialReason: 'too large' }),
      run({ partialReason: 'A shard failed!' }),
    ];

    const reason = joinPartialReasons(runs, ['Only the newest 10 rows were read.']);

    expect(reason).toBe('Only the newest 10 rows were read. too large. A shard failed!');
  });

  it.each(['log-reach', 'devices-seen'])('counts the side query %s for nothing', (name) => {
    expect(joinPartialReasons([run({ name, partialReason: 'too large' })])).toBeUndefined();
  });

  it.each([undefined, '', ' \u0000\u202e '])('admits that %j is no reason', (partialReason) => {
    expect(joinPartialReasons([run({ partialReason })])).toBe('The log service gave no reason.');
  });

  it('repeats a hostile reason in one short and plain line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 900 }), (partialReason) => {
        const reason = joinPartialReasons([run({ partialReason })]) ?? '';

        expect([...reason].length).toBeLessThanOrEqual(302);
        expect(reason).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(reason).toMatch(/[.!?…]$/);
      }),
    );
  });
});

describe('qualifyPartial', () => {
  it('leaves an answer from all rows alone', () => {
    const d = diagnosis();

    expect(qualifyPartial(d, undefined)).toBe(d);
  });

  it('says why, what it means and what to try first', () => {
    const d = diagnosis();

    const part = qualifyPartial(d, 'limit of 10 records.');

    expect(part.why).toBe(
      `Only a part of the rows could be read, so read each count as “at least”. ${d.why}`,
    );
    expect(part.seen.at(-1)).toBe('Why rows are missing: limit of 10 records.');
    expect(part.unknowable).toContain('What the rows say that did not come back.');
    expect(part.steps[0]?.text).toContain('shorter time');
    expect(part.steps.slice(1)).toEqual(d.steps);
    expect(part.logs).toEqual({
      ...d.logs,
      partial: true,
      partialReason: 'limit of 10 records.',
    });
  });

  it.each<[Cause, Confidence, Confidence]>([
    ['connection-lost', 'high', 'medium'],
    ['connection-lost', 'medium', 'medium'],
    ['undetermined', 'low', 'low'],
    ['no-disconnects', 'medium', 'low'],
    ['no-evidence', 'high', 'low'],
  ])('is not as sure of %s: %s becomes %s', (cause, confidence, left) => {
    const part = qualifyPartial(diagnosis({ cause, confidence }), 'too large.');

    expect(part.confidence).toBe(left);
    expect(part.confidenceReason).toMatch(/^only a part of the rows could be read; /);
  });

  it.each([
    [true, null],
    [null, null],
    [false, false],
  ])('calls benign %s then %s', (benign, left) => {
    expect(qualifyPartial(diagnosis({ benign }), 'too large.').benign).toBe(left);
  });

  it.each([
    ['The hub itself says so.', 'the hub itself says so.'],
    ['MQTT says so.', 'MQTT says so.'],
    ['404104 says so.', '404104 says so.'],
  ])('joins the reason %s as a clause', (confidenceReason, clause) => {
    const part = qualifyPartial(diagnosis({ confidenceReason }), 'too large.');

    expect(part.confidenceReason).toBe(`only a part of the rows could be read; ${clause}`);
  });

  it.each<Cause>(['no-evidence', 'no-disconnects'])('takes %s for no proof', (cause) => {
    const part = qualifyPartial(diagnosis({ cause }), 'too large.');

    expect(part.why).toContain('does not mean that nothing happened');
  });
});

describe('advisePartial', () => {
  it.each([
    ['The results exceed the set limit of 500000 records.', /shorter time/],
    ['Failed with E_QUERY_RESULT_SET_TOO_LARGE.', /shorter time/],
    ['Only the newest 10,000 rows were read.', /shorter time/],
    ['6 of 12 rows came without a time and were left out.', /some minutes/],
    ['The workspace has no column properties_s: it is empty.', /category Connections/],
    ['The workspace has no columns Level, location_s.', /category Connections/],
    ['A shard did not answer.', /Ask again in a minute/],
  ])('fits the reason %s', (reason, advice) => {
    const steps = advisePartial(reason, 'contoso-hub');

    expect(steps).toHaveLength(1);
    expect(steps[0]?.text).toMatch(advice);
  });

  it('names the role where the service gives no better reason', () => {
    expect(advisePartial('A shard failed.', undefined)[0]?.detail).toContain(
      'Log Analytics Reader on the whole workspace',
    );
  });

  it('has a step for each of several reasons', () => {
    const reason = 'limit of 10 records. 6 of 12 rows came without a time and were left out.';

    expect(advisePartial(reason, undefined)).toHaveLength(2);
  });
});
