import { alert, resolvedAlert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { at, openWorkerBench, type WorkerBench } from './worker-bench';

let bench: WorkerBench;

beforeEach(async () => {
  bench = await openWorkerBench();
});

afterEach(() => bench.store.close());

describe('a firing', () => {
  it('shows a first card at once and updates it with the answer of the logs', async () => {
    await bench.subscribe('ops');

    const handled = await bench.receive(alert());

    const [first, second, ...more] = bench.subjectsIn('ops');
    expect(handled).toBe(1);
    expect(first).toEqual({
      key: expect.any(String),
      alert: alert(),
      state: 'firing',
      summary: undefined,
      failure: undefined,
      history: [{ at: at('03:14:00'), text: 'Fired' }],
      mayRepeatOf: undefined,
    });
    expect(second).toEqual({ ...first, summary: await bench.answer() });
    expect(more).toEqual([]);
    expect(bench.outcomes).toEqual(['published']);
    expect(bench.asks).toEqual(['answered']);
    expect(bench.published.map(({ how }) => how)).toEqual([
      { urgency: 'new', reach: 'everybody' },
      { urgency: 'update', isState: true, reach: 'everybody' },
    ]);
  });

  it('has its first card before the logs have answered', async () => {
    await bench.subscribe('ops');
    let letAnswer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      bench.answer = () =>
        new Promise((answer) => {
          letAnswer = () => answer(hubSummary());
          resolve();
        });
    });

    const ticking = bench.receive(alert());
    await asked;
    const before = bench.subjectsIn('ops').map((subject) => subject.summary);
    letAnswer();
    await ticking;

    expect(before).toEqual([undefined]);
    expect(bench.subjectsIn('ops')).toHaveLength(2);
  });

  it('gets its first card while the logs are still asked about another', async () => {
    await bench.subscribe('ops');
    const answer = bench.answer;
    let letAnswer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      bench.answer = () =>
        new Promise((answered) => {
          letAnswer = () => answered(hubSummary());
          resolve();
        });
    });
    const ticking = bench.receive(alert());
    await asked;
    bench.answer = answer;

    const hub = { name: 'other-hub', hostName: 'other-hub.azure-devices.net' };
    const handled = await bench.receive(alert({ id: 'alert-2', hub, hubs: [hub] }));
    const shown = bench.cards.all.map(({ subjects }) => subjects.length);
    letAnswer();
    await ticking;

    expect(handled).toBe(1);
    expect(shown).toEqual([1, 2]);
  });

  it('asks about half an hour before its evaluation window until now', async () => {
    await bench.subscribe('ops');

    await bench.receive(alert());

    expect(bench.questions).toEqual([
      { hubName: 'contoso-hub', window: { from: at('02:39:00'), to: at('03:15:00') } },
    ]);
  });

  it('goes to every conversation and asks the logs once', async () => {
    await bench.subscribe('ops', 'plant', 'boss');

    await bench.receive(alert());

    const shown = bench.cards.all.map(({ conversation, subjects }) => [
      conversation,
      subjects.length,
    ]);
    expect(shown.sort()).toEqual([
      ['boss', 2],
      ['ops', 2],
      ['plant', 2],
    ]);
    expect(bench.questions).toHaveLength(1);
  });

  it('is kept and counted when nobody is subscribed', async () => {
    const handled = await bench.receive(alert());

    expect(handled).toBe(1);
    expect(bench.outcomes).toEqual(['nobody_told']);
    expect(bench.asks).toEqual(['nobody_subscribed']);
    expect(bench.questions).toEqual([]);
    expect(bench.logLines().join()).toContain('nobody_told');
    expect(await bench.store.alertInbox.addOnce(alert(), at('03:20:00'))).toBe('duplicate');
  });

  it('again of the same alert id is counted on the card that is out', async () => {
    await bench.subscribe('ops');
    await bench.receive(alert());

    await bench.receive(alert({ firedAt: at('03:14:30') }));

    expect(bench.subjectsIn('ops').at(-1)).toMatchObject({
      firings: { times: 2, firstAt: at('03:14:00'), lastAt: at('03:14:30') },
      history: [{ text: 'Fired' }, { text: 'Fired again' }],
    });
    expect(bench.cards.replies).toEqual([]);
  });

  it('again when its incident is over has a card of its own that says so', async () => {
    await bench.subscribe('ops');
    await bench.receive(alert());
    await bench.receive(resolvedAlert({ resolvedAt: at('03:14:20') }));

    await bench.receive(alert({ firedAt: at('03:14:30') }));

    expect(bench.cards.all).toHaveLength(2);
    expect(bench.cards.all[1]?.subjects[0]?.firings).toEqual({
      times: 2,
      firstAt: at('03:14:00'),
      lastAt: at('03:14:30'),
    });
  });

  it('on a hub that is not configured is shown, and nothing is asked', async () => {
    await bench.subscribe('ops');

    const unknown = { hub: undefined, hubs: [], hubCertainty: 'none' as const };
    await bench.receive(alert({ ...unknown, unknownHub: 'lab-hub' }));

    expect(bench.questions).toEqual([]);
    expect(bench.subjectsIn('ops')).toHaveLength(1);
    expect(bench.subjectsIn('ops')[0]?.failure).toBeUndefined();
    expect(bench.asks).toEqual(['nothing_to_ask']);
  });
});

describe('a resolve', () => {
  it('updates the card of its firing in place and keeps the answer of the logs', async () => {
    await bench.subscribe('ops');
    await bench.receive(alert());
    bench.clock.set(at('03:32:00'));

    await bench.receive(resolvedAlert());

    const subject = bench.subjectsIn('ops').at(-1);
    expect(subject).toMatchObject({
      state: 'resolved',
      alert: { id: 'alert-1', resolvedAt: at('03:31:00') },
      summary: { disconnects: 12 },
      history: [
        { at: at('03:14:00'), text: 'Fired' },
        { at: at('03:31:00'), text: 'Resolved' },
      ],
    });
    expect(bench.questions).toHaveLength(1);
  });

  it('updates the same card after a restart', async () => {
    await bench.subscribe('ops');
    await bench.receive(alert());
    bench.restart();

    await bench.receive(resolvedAlert());

    expect(bench.subjectsIn('ops').map(({ state }) => state)).toEqual([
      'firing',
      'firing',
      'resolved',
    ]);
  });

  it('posts no card where somebody subscribed after the firing', async () => {
    await bench.subscribe('ops');
    await bench.receive(alert());
    await bench.subscribe('late');

    await bench.receive(resolvedAlert());

    expect(bench.cards.all.map(({ conversation }) => conversation)).toEqual(['ops']);
  });

  it('updates the card where somebody unsubscribed meanwhile', async () => {
    await bench.subscribe('ops');
    await bench.receive(alert());
    await bench.store.routeBook.remove({ channel: 'teams', id: 'ops' });

    await bench.receive(resolvedAlert());

    expect(bench.subjectsIn('ops').at(-1)?.state).toBe('resolved');
  });

  it('that waits together with its firing ends as one resolved card', async () => {
    await bench.subscribe('ops');
    await bench.store.alertInbox.addOnce(alert(), bench.clock.now());

    const handled = await bench.receive(resolvedAlert());

    expect(handled).toBe(2);
    expect(bench.subjectsIn('ops').at(-1)?.state).toBe('resolved');
  });

  it('that overtook its firing stays resolved when the firing comes', async () => {
    await bench.subscribe('ops');
    await bench.receive(resolvedAlert());

    await bench.receive(alert());

    expect(bench.subjectsIn('ops').at(-1)).toMatchObject({
      state: 'resolved',
      history: [
        { at: at('03:14:00'), text: 'Fired' },
        { at: at('03:31:00'), text: 'Resolved' },
      ],
    });
  });

  it('of a firing that was never seen is one resolved card with its own answer', async () => {
    await bench.subscribe('ops');

    await bench.receive(resolvedAlert());

    expect(bench.subjectsIn('ops').at(-1)).toMatchObject({
      state: 'resolved',
      summary: { disconnects: 12 },
      history: [{ at: at('03:31:00'), text: 'Resolved' }],
    });
  });

  it('that does not say when happened when it came', async () => {
    await bench.subscribe('ops');
    await bench.receive(alert());
    bench.clock.set(at('03:33:00'));

    await bench.receive(resolvedAlert({ resolvedAt: undefined }));

    expect(bench.subjectsIn('ops').at(-1)?.alert.resolvedAt).toEqual(at('03:33:00'));
  });
});
