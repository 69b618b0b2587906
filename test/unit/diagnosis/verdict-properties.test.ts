import fc from 'fast-check';
import type { ConnectionRow } from '../../../src/diagnosis/device/connection-row';
import { diagnoseRows } from '../../../src/diagnosis/device/diagnose-rows';
import { connect, dayWindow, disconnect, refuse, sdkStrings } from '../../support/connection-rows';

const diagnose = (rows: ConnectionRow[], window = dayWindow) =>
  diagnoseRows({ device: 'device-42', window, complete: true }, rows);

const verdictOf = (rows: ConnectionRow[], window = dayWindow) => {
  const { cause, benign, confidence } = diagnose(rows, window);
  return { cause, benign, confidence };
};

interface Client {
  sdk: keyof typeof sdkStrings;
  period: number;
  codes: string[];
}

/** Every SDK with default settings and with tokens of another life, as the documents have them. */
const client: fc.Arbitrary<Client> = fc.constantFrom(
  { sdk: 'dotnet', period: 70, codes: ['401003', '404104'] },
  { sdk: 'dotnet', period: 30, codes: ['401003', '404104'] },
  { sdk: 'java', period: 15, codes: ['401003', '404104'] },
  { sdk: 'java', period: 70, codes: ['404104'] },
  { sdk: 'node', period: 45, codes: [''] },
  { sdk: 'node', period: 22.5, codes: [''] },
  { sdk: 'python', period: 58, codes: ['404104'] },
  { sdk: 'python', period: 28, codes: [''] },
  { sdk: 'c', period: 48, codes: ['404104'] },
  { sdk: 'c', period: 24, codes: [''] },
);

const series = fc.record({
  client,
  count: fc.integer({ min: 8, max: 14 }),
  /** How far each period is off, as a share. */
  jitter: fc.array(fc.double({ min: -0.08, max: 0.08, noNaN: true }), {
    minLength: 14,
    maxLength: 14,
  }),
  gapSeconds: fc.integer({ min: 1, max: 20 }),
});

type Series = typeof series extends fc.Arbitrary<infer T> ? T : never;

function renew({ client: { sdk, period, codes }, count, jitter, gapSeconds }: Series, from = 1) {
  const rows = [connect(from, { sdkVersion: sdkStrings[sdk] })];
  let at = from;
  for (let round = 0; round < count && at + period * 1.1 < 1430; round += 1) {
    at += period * (1 + (jitter[round] ?? 0));
    rows.push(...codes.map((code, index) => disconnect(at + index / 60, code)));
    at += gapSeconds / 60;
    rows.push(connect(at, { sdkVersion: sdkStrings[sdk] }));
  }
  return { rows, end: at };
}

const anyRow = fc.record({
  at: fc.integer({ min: 0, max: 1439 }),
  code: fc.constantFrom('', '401003', '404104', '400027', '409002', '403012', '429001', '500001'),
  kind: fc.constantFrom('connect', 'disconnect', 'refuse'),
});

const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 25 }).map((specs) =>
  specs.map(({ at, code, kind }) => {
    if (kind === 'connect') return connect(at);
    return kind === 'disconnect' || code === '' ? disconnect(at, code) : refuse(at, code);
  }),
);

describe('the verdict about a device', () => {
  it('does not depend on the order of rows, nor on repeated ones', () => {
    const shuffled = anyRows.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2 }),
      ),
    );

    fc.assert(
      fc.property(shuffled, ([rows, again]) => {
        expect(diagnose(again)).toEqual(diagnose(rows));
      }),
    );
  });

  it('does not depend on the date', () => {
    const shift = fc.integer({ min: -3000, max: 3000 });

    fc.assert(
      fc.property(
        fc.oneof(
          anyRows,
          series.map((one) => renew(one).rows),
        ),
        shift,
        (rows, hours) => {
          const move = (at: Date) => new Date(at.getTime() + hours * 3_600_000);
          const window = { from: move(dayWindow.from), to: move(dayWindow.to) };

          const moved = rows.map((row) => ({ ...row, at: move(row.at) }));

          expect(verdictOf(moved, window)).toEqual(verdictOf(rows));
        },
      ),
    );
  });

  it('is benign for every documented renewal', () => {
    fc.assert(
      fc.property(series, (one) => {
        expect(verdictOf(renew(one).rows)).toMatchObject({ cause: 'token-renewal', benign: true });
      }),
    );
  });

  it('is benign also where one row of a renewal was lost, but not the last connect', () => {
    fc.assert(
      fc.property(series, fc.nat(), (one, nth) => {
        const { rows } = renew(one);
        const left = rows.filter((_, index) => index !== nth % (rows.length - 1));

        expect(verdictOf(left)).toMatchObject({ cause: 'token-renewal', benign: true });
      }),
      { numRuns: 300 },
    );
  });

  it('is not benign once a device that renews was away for an hour', () => {
    const loss = fc.record({
      after: fc.integer({ min: 1, max: 6 }),
      into: fc.double({ min: 0.02, max: 0.98, noNaN: true }),
    });

    fc.assert(
      fc.property(series, series, loss, (before, after, { after: count, into }) => {
        const { rows, end } = renew({ ...before, count });
        const lostAt = end + before.client.period * into;
        const resumed = renew({ ...after, client: before.client, count: 4 }, lostAt + 60);

        const found = verdictOf([...rows, disconnect(lostAt, '404104'), ...resumed.rows]);

        expect(found).toMatchObject({ cause: 'connection-lost', benign: false });
      }),
    );
  });

  it('is not benign without rows', () => {
    expect(verdictOf([])).toMatchObject({ cause: 'no-evidence', benign: null });
  });

  it('is benign only for a token renewal, and says why in a sentence', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { benign, cause, why, confidenceReason } = diagnose(rows);

        expect(benign === true).toBe(cause === 'token-renewal');
        expect(why).toMatch(/\.$/);
        expect(confidenceReason).not.toBe('');
      }),
    );
  });
});
