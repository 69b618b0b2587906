import fc from 'fast-check';
import { openStore } from '../../../src/adapters/store/open-store';
import { asEpisode } from '../../../src/alerts/health-event';
import { createSilenceWatch } from '../../../src/incidents/close-silent';
import type { Publisher } from '../../../src/incidents/delivery/publish';
import type { Alert } from '../../../src/ports/alert';
import { reportAlert } from '../../../src/reports/report-alert';
import { aboutOf } from '../../support/alert-abouts';
import { alert } from '../../support/alerts';
import { recordedLog } from '../../support/recorded-log';
import { reportContext } from '../../support/report-subjects';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

let bench: WorkerBench;

afterEach(() => bench?.store.close());

const outage = aboutOf['service-health'];

describe('updates of one event of Service Health', () => {
  it('update its one card, a line of history for each, until its cause is told', async () => {
    bench = await openWorkerBench();
    await bench.subscribe('ops');
    const stages = ['Active', 'Update', 'Resolved', 'RCA'];

    for (const [minute, stage] of stages.entries()) {
      const about = { ...outage, stage, isOver: minute >= 2 };
      await bench.receive(alert({ id: stage, about, firedAt: at(`03:1${minute}:00`) }));
    }

    expect(bench.cards.all).toHaveLength(1);
    const last = bench.subjectsIn('ops').at(-1);
    expect(last?.state).toBe('resolved');
    expect(last?.history.map(({ text }) => text)).toEqual([
      'Fired · Active',
      'Updated by Azure · Update',
      'Resolved · Resolved',
      'Updated by Azure · RCA',
    ]);
  });

  it('post one card also when they arrive together', async () => {
    bench = await openWorkerBench();
    await bench.subscribe('ops');
    const messages = ['Active', 'Update', 'Third'].map((stage) =>
      asEpisode(alert({ id: 'same', about: { ...outage, stage } })),
    );

    for (const message of messages) await bench.store.alertInbox.addOnce(message, at('03:15:00'));
    await bench.tick();

    expect(bench.cards.all).toHaveLength(1);
    expect(bench.subjectsIn('ops').at(-1)?.history).toHaveLength(3);
  });
});

describe('an incident of which nothing more is heard', () => {
  it('is closed on its card after a day, and never called resolved', async () => {
    bench = await openWorkerBench();
    await bench.subscribe('ops');
    await bench.receive(alert());
    const watch = silenceWatch();

    await watch.tick();
    bench.clock.advance(25 * 3600);
    await watch.tick();

    const last = bench.subjectsIn('ops').at(-1);
    expect(last?.state).toBe('silent');
    expect(last?.history.at(-1)?.text).toBe('Closed: no word since');
    const report = last && reportAlert(last, reportContext());
    expect(report?.headline).toMatchObject({ word: 'Closed' });
    expect(report?.headline.text).toContain('no word for 25 h');
    expect(JSON.stringify(report)).not.toContain('Resolved');
  });

  it('gets no card where it has none', async () => {
    bench = await openWorkerBench();
    await bench.receive(alert());
    await bench.subscribe('ops');
    bench.clock.advance(25 * 3600);

    await silenceWatch().tick();

    expect(bench.cards.all).toEqual([]);
  });

  it('is told at the next look when it could not be before, and only then', async () => {
    bench = await openWorkerBench();
    await bench.subscribe('ops');
    await bench.receive(alert());
    bench.clock.advance(25 * 3600);
    const broken = silenceWatch(() => Promise.reject(new Error('the store is away')));

    await broken.tick();
    const watch = silenceWatch();
    await watch.tick();
    const shown = bench.subjectsIn('ops').length;
    const published = bench.published.length;
    bench.clock.advance(3600);
    await watch.tick();

    expect(bench.subjectsIn('ops').at(-1)?.state).toBe('silent');
    expect(bench.subjectsIn('ops')).toHaveLength(shown);
    expect(bench.published).toHaveLength(published);
  });
});

function silenceWatch(publish: Publisher['publish'] = bench.publisher.publish) {
  const { store, clock } = bench;
  return createSilenceWatch({
    incidents: store.incidentBook,
    publisher: { publish },
    clock,
    log: recordedLog().log,
  });
}

const hubNames = ['contoso-hub', 'fabrikam-hub', 'lab-hub'];
const firing = fc.record({
  hub: fc.constantFrom(...hubNames),
  kind: fc.constantFrom('metric', 'resource-health', 'service-health'),
  name: fc.constantFrom('one', 'two'),
  minute: fc.integer({ min: 0, max: 59 }),
  stage: fc.constantFrom('Active', 'Update', 'Late'),
});
type Firing = typeof firing extends fc.Arbitrary<infer One> ? One : never;

describe('whatever fires', () => {
  it('never shares an incident with another resource, and leaves a mark each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(firing, { minLength: 1, maxLength: 12 }), async (firings) => {
        const store = await openStore('sqlite::memory:');
        try {
          const resources = new Map<string, string>();
          for (const one of firings) {
            const told = asEpisode(readFiring(one));
            const incident = await store.incidentBook.recordFiring(told);
            expect(resources.get(incident.key) ?? one.hub).toBe(one.hub);
            resources.set(incident.key, one.hub);
            expect(incident.history.map(({ at: when }) => when)).toContainEqual(told.firedAt);
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: 40 },
    );
  });
});

function readFiring({ hub: name, kind, name: event, minute, stage }: Firing): Alert {
  const hub = { name, hostName: `${name}.azure-devices.net` };
  const firedAt = at(`04:${String(minute).padStart(2, '0')}:00`);
  const of = { hub, hubs: [hub], firedAt };
  if (kind === 'metric') return alert({ ...of, id: `${name} ${event}` });
  return kind === 'resource-health'
    ? alert({ ...of, about: { ...aboutOf[kind], correlationId: event, current: stage } })
    : alert({ ...of, about: { ...outage, trackingId: event, stage } });
}
