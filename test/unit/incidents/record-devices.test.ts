import { reportAlert } from '../../../src/reports/report-alert';
import { alert, resolvedAlert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { reportContext } from '../../support/report-subjects';
import { type DeviceBench, news, openDeviceBench } from './device-bench';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

let bench: WorkerBench;
let devices: DeviceBench;

beforeEach(async () => {
  bench = await openWorkerBench();
  devices = openDeviceBench(bench);
  await bench.subscribe('ops');
});

afterEach(() => bench.store.close());

function back(device: string, incident: string | undefined, time: string) {
  const ended = { what: 'back' as const, endedAt: at(time), patience: '' };
  return news(device, { ...ended, ...(incident !== undefined && { incident }) });
}

function keyOf(place = 0): string {
  return devices.settled[place]?.incident ?? '';
}

describe('a device that goes away', () => {
  it('is one card, and the logs are asked about it alone', async () => {
    await devices.tell(news('device-42'));

    const last = bench.subjectsIn('ops').at(-1);
    expect(bench.questions).toEqual([
      { hubName: 'contoso-hub', alone: 'device-42', window: expect.anything() },
    ]);
    expect(last && reportAlert(last, reportContext()).headline.text).toBe(
      'device-42 away on contoso-hub · since 2026-03-01 03:10 UTC',
    );
    expect(devices.settled).toEqual([{ device: 'device-42', incident: keyOf() }]);
    expect(bench.published[0]?.how).toEqual({ urgency: 'new', reach: 'everybody' });
  });

  it('and comes back is told with when, how long and why, in its thread too', async () => {
    bench.answer = () => hubSummary({ cause: 'connection-lost', why: 'Likely its network' });
    await devices.tell(news('device-42'));
    bench.clock.set(at('03:22:05'));

    await devices.tell(back('device-42', keyOf(), '03:22:00'));

    const last = bench.subjectsIn('ops').at(-1);
    const report = last && reportAlert(last, reportContext());
    expect(report?.headline).toMatchObject({
      word: 'Resolved',
      text: 'device-42 back on contoso-hub · after 12 min',
    });
    expect(report?.recovered).toEqual({
      at: '2026-03-01T03:22:00Z',
      text: 'Back after 12 min. Why: Likely its network.',
    });
    expect(bench.cards.replies.map(({ text }) => text)).toEqual([
      'device-42 is back, after 12 min.',
    ]);
  });

  it('that nobody told of before ends without a card', async () => {
    await devices.tell(back('device-42', undefined, '03:22:00'));

    expect(bench.published).toEqual([]);
    expect(devices.settled).toEqual([{ device: 'device-42', incident: undefined }]);
  });

  it('whose incident is not kept any more is settled all the same', async () => {
    await devices.tell(back('device-42', 'forgotten', '03:22:00'));

    expect(devices.settled).toEqual([{ device: 'device-42', incident: undefined }]);
  });

  it('is told once when its news comes again after a stop', async () => {
    await devices.tell(news('device-42'));

    await devices.tell(news('device-42'));

    expect(bench.cards.all).toHaveLength(1);
    expect(new Set(devices.settled.map(({ incident }) => incident)).size).toBe(1);
    expect(bench.subjectsIn('ops').at(-1)?.history).toHaveLength(1);
  });
});

describe('a crowd of devices', () => {
  const crowd = Array.from({ length: 56 }, (_, i) => news(`device-${i}`));

  it('of one hub is one card with one question, of two hubs are two', async () => {
    await devices.tell(
      ...crowd,
      news('other', {}, 'fabrikam-hub'),
      news('more', {}, 'CONTOSO-HUB'),
    );

    expect(bench.cards.all).toHaveLength(2);
    const asked = bench.questions.map(({ hubName, alone }) => [hubName, alone]);
    expect(asked.sort()).toEqual([
      ['contoso-hub', undefined],
      ['fabrikam-hub', 'other'],
    ]);
    const [first] = bench.cards.all;
    expect(first?.subjects[0]?.devices).toMatchObject({ total: 57, away: 57 });
    expect(first?.subjects[0]?.alert.severity).toBe('Sev1');
  });

  it('recovers with each that is back, and tells its thread when everybody is', async () => {
    await devices.tell(...crowd);
    const some = crowd.slice(0, 40).map(({ taken }) => taken.record.device);
    const rest = crowd.slice(40).map(({ taken }) => taken.record.device);

    await devices.tell(...some.map((device) => back(device, keyOf(), '03:20:00')));
    const recovering = bench.subjectsIn('ops').at(-1);
    await devices.tell(...rest.map((device) => back(device, keyOf(), '03:22:00')));

    expect(recovering).toMatchObject({ state: 'firing', stage: 'recovering' });
    expect(bench.subjectsIn('ops').at(-1)?.state).toBe('resolved');
    expect(bench.published.slice(-2).map(({ how }) => how.urgency)).toEqual([
      'recovery',
      'recovery',
    ]);
    expect(bench.cards.replies.map(({ text }) => text)).toEqual([
      'Everybody is back, after 12 min.',
    ]);
  });

  it('is joined by an alert and joins one, with a line in the thread for each rule', async () => {
    await bench.receive(alert());
    await devices.tell(...crowd);
    await bench.receive(alert({ id: 'b', rule: 'telemetry missing' }));

    const last = bench.subjectsIn('ops').at(-1);
    expect(bench.cards.all).toHaveLength(1);
    expect(last?.joined).toMatchObject([{ alert: { rule: 'telemetry missing' } }]);
    expect(last?.devices?.away).toBe(56);
    expect(bench.cards.replies.map(({ text }) => text)).toEqual([
      'Also firing: telemetry missing.',
    ]);
  });

  it('that is back leaves the incident to the alert that still fires', async () => {
    await bench.receive(alert());
    await devices.tell(news('device-42'));
    await devices.tell(back('device-42', keyOf(), '03:22:00'));
    const between = bench.subjectsIn('ops').at(-1);

    await bench.receive(resolvedAlert());

    expect(between?.stage).toBe('recovering');
    expect(bench.subjectsIn('ops').at(-1)?.state).toBe('resolved');
  });

  it('leaves one decision for its incident and tick', async () => {
    await devices.tell(...crowd);

    const kept = await bench.store.decisionTrail.find({ kind: 'incident', key: keyOf() }, 9);

    expect(kept.map(({ what, text }) => [what, text])).toEqual([
      ['opened', '56 devices opened the incident.'],
    ]);
  });

  it('tells in the trail who came back, and who was deleted', async () => {
    await devices.tell(...crowd);
    const key = keyOf();
    const [one, other, third] = crowd.map(({ taken }) => taken.record.device);
    await devices.tell(back(one ?? '', key, '03:22:00'), back(other ?? '', key, '03:22:00'), {
      ...back(third ?? '', key, '03:22:00'),
      what: 'deleted',
    });

    const kept = await bench.store.decisionTrail.find({ kind: 'incident', key }, 9);

    expect(kept.at(-1)?.text).toBe('2 devices came back, 1 device was deleted.');
  });

  it('stays unsettled when the store fails, and is news again', async () => {
    bench.publisher.publish = () => Promise.reject(new Error('the store is away'));

    await devices.tell(...crowd);

    expect(devices.settled).toEqual([]);
    expect(devices.logLines().join()).toContain('news of devices cannot be recorded');
  });
});
