import fc from 'fast-check';
import type { Cause } from '../../../src/diagnosis/diagnosis';
import type { ExportedRecord } from '../../../src/playground/azure/exported-record';
import { askWorld } from '../../diagnosis-scenarios/ask-scenario';
import { openLog } from '../../diagnosis-scenarios/log-writer';
import { seededRandom } from '../../diagnosis-scenarios/random';
import { lifeKinds, tellLife } from '../../diagnosis-scenarios/small-lives';
import { minutes, when } from '../../diagnosis-scenarios/story-time';

/** A device of one of the documented lives among a few that stay, as a seed tells it. */
const life = fc.record({
  kind: fc.constantFrom(...lifeKinds),
  seed: fc.integer({ min: 1, max: 9999 }),
});
const runs = { numRuns: 8 };
const ask = { device: 'pump-7' };

describe('a verdict', () => {
  it('does not depend on the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(life, fc.integer(), async ({ kind, seed }, chance) => {
        const records = tellLife(kind, seed);

        expect(await causeOf(seededRandom(chance).shuffle(records))).toBe(await causeOf(records));
      }),
      runs,
    );
  });

  it('does not change when rows come twice', async () => {
    await fc.assert(
      fc.asyncProperty(life, fc.integer(), async ({ kind, seed }, chance) => {
        const records = tellLife(kind, seed);
        const random = seededRandom(chance);
        const twice = records.flatMap((row) => (random.next() < 0.5 ? [row, { ...row }] : [row]));

        expect(await causeOf(twice)).toBe(await causeOf(records));
      }),
      runs,
    );
  });

  it('is the same at another hour of another day', async () => {
    await fc.assert(
      fc.asyncProperty(life, fc.integer({ min: -9000, max: 9000 }), async ({ kind, seed }, by) => {
        const records = tellLife(kind, seed);
        const later = records.map((row) => shifted(row, minutes(by)));

        const answer = await askWorld(
          { records: later },
          { ...ask, now: when('18:00') + minutes(by) },
        );

        expect(answer.cause).toBe(await causeOf(records));
      }),
      runs,
    );
  });

  it('does not change for devices that stay connected', async () => {
    await fc.assert(
      fc.asyncProperty(life, fc.integer({ min: 1, max: 60 }), async ({ kind, seed }, count) => {
        const records = tellLife(kind, seed);
        const others = openLog(seed + 1);
        others.crowd(count, { prefix: 'newcomer' });

        expect(await causeOf([...records, ...others.records])).toBe(await causeOf(records));
      }),
      runs,
    );
  });

  it('does not change for devices that are lost hours before', async () => {
    await fc.assert(
      fc.asyncProperty(life, fc.integer({ min: 1, max: 40 }), async ({ kind, seed }, count) => {
        const records = tellLife(kind, seed);
        const others = openLog(seed + 2);
        const site = others.crowd(count, { prefix: 'elsewhere', site: 99 });
        others.siteGoesDark(site, { at: 'yesterday 18:20', backAfterSeconds: 900 });

        expect(await causeOf([...records, ...others.records])).toBe(await causeOf(records));
      }),
      runs,
    );
  });

  it('becomes an outage or a fault at most when a crowd is lost at the same moment', async () => {
    await fc.assert(
      fc.asyncProperty(life, fc.boolean(), async ({ kind, seed }, oneSite) => {
        const records = tellLife(kind, seed);
        const others = openLog(seed + 3);
        const crowd = others.crowd(40, {
          prefix: 'lost',
          ...(oneSite && { site: 7 }),
          sdk: 'python',
        });
        others.siteGoesDark(crowd, { at: when('09:12') });

        const allowed: Cause[] = [await causeOf(records), 'site-outage', 'hub-fault'];

        expect(allowed).toContain(await causeOf([...records, ...others.records]));
      }),
      runs,
    );
  });

  it('is never harmless without the rows of the device', async () => {
    await fc.assert(
      fc.asyncProperty(life, async ({ kind, seed }) => {
        const others = tellLife(kind, seed).filter(({ properties }) => !isAbout(properties));

        const answer = await askWorld({ records: others }, ask);

        expect(answer.benign).not.toBe(true);
      }),
      runs,
    );
  });

  it('is never harmless once one loss is none of a renewal', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('node', 'dotnet', 'java', 'python', 'c'),
        fc.integer({ min: 5, max: 1200 }),
        fc.integer({ min: 70, max: 4000 }),
        async (sdk, minute, awaySeconds) => {
          const log = openLog(minute);
          log.crowd(4);
          const pump = log.device('pump-7', { sdk });
          const lostAt = when('yesterday 20:00') + minutes(minute);
          log.renews(pump, { to: lostAt });
          log.drops(pump, { at: lostAt, backAfterSeconds: awaySeconds });
          log.renews(pump, { from: lostAt + awaySeconds * 1000 });

          const answer = await askWorld({ records: log.records }, ask);

          expect(answer.benign).not.toBe(true);
        },
      ),
      runs,
    );
  });
});

async function causeOf(records: ExportedRecord[]): Promise<Cause> {
  return (await askWorld({ records }, ask)).cause;
}

function isAbout(properties: unknown): boolean {
  return String(properties).includes('"pump-7"');
}

function shifted(row: ExportedRecord, byMs: number): ExportedRecord {
  const time = new Date(Date.parse(row.time) + byMs).toISOString().replace('.000Z', 'Z');
  return { ...row, time };
}
