import fc from 'fast-check';
import { checkDevice } from '../../../src/checklist/check-device';
import type { ConversationDeps } from '../../../src/conversation/create-conversation';
import { createConversation } from '../../../src/conversation/create-conversation';
import { createQueryShelf } from '../../../src/conversation/query-shelf';
import { readAction } from '../../../src/conversation/read-action';
import { takeTimeWords } from '../../../src/conversation/time/take-time-words';
import type { IncomingMessage } from '../../../src/ports/chat-channel';
import type { TimeWindow } from '../../../src/ports/time-window';
import type { Report } from '../../../src/reports/report';
import { AppError } from '../../../src/shared/app-error';
import { type HandClock, handClock } from '../../support/hand-clock';
import { hubSummary } from '../../support/hub-summaries';
import { knownHubs } from '../../support/hubs';
import { memoryRoutes } from '../../support/memory-routes';
import { queryTable } from '../../support/query-tables';
import { recordedChannel } from '../../support/recorded-channel';
import { recordedLog } from '../../support/recorded-log';
import { diagnosis, reportContext } from '../../support/report-subjects';

/** The morning on which the clocks went back in Berlin. */
const morning = new Date('2026-10-25T08:00:00Z');
const again = { why: 'Investigate again', check: 'Check again', summary: 'Summarize again' };

describe('a card asked again by its button', () => {
  it.each([
    ['why', 'why did device-42 drop'],
    ['check', 'check device-42'],
    ['summary', 'summary'],
  ] as const)('says once more what was taken, of %s', async (verb, words) => {
    const talk = open();
    const first = await talk.say(`${words} between 02:15 and 03:30`);

    const second = await talk.click(first, again[verb]);

    expect(factOf(first)).toMatch(/^2026-10-25 02:15 to 03:30 .*02:15 came twice/);
    expect(factOf(second)).toBe(factOf(first));
    expect(talk.asked.at(-1)).toEqual(talk.asked[0]);
  });

  it.each(['why did device-42 drop', 'check device-42', 'summary'])(
    'still begins where it was said to, of "%s"',
    async (words) => {
      const talk = open();
      const first = await talk.say(`${words} since 02:30`);
      talk.clock.advance(3600);

      await talk.click(first, ...Object.values(again));

      expect(talk.asked.at(-1)).toEqual({
        from: new Date('2026-10-25T00:30:00Z'),
        to: new Date('2026-10-25T09:00:00Z'),
      });
    },
  );

  it('moves along where a length was said', async () => {
    const talk = open();
    const first = await talk.say('check device-42 in the last 6 hours');
    talk.clock.advance(3600);

    await talk.click(first, 'Check again');

    expect(talk.asked.at(-1)).toEqual({
      from: new Date('2026-10-25T03:00:00Z'),
      to: new Date('2026-10-25T09:00:00Z'),
    });
  });

  it('no longer says that a window was cut, as it is not any more', async () => {
    const talk = open();
    const first = await talk.say('why did device-42 drop between 8am and 11am');
    talk.clock.advance(600);

    const second = await talk.click(first, 'Investigate again');

    expect(factOf(first)).toContain('cut at now');
    expect(factOf(second)).toBe('2026-10-25 08:00 to 09:10 in Europe/Berlin.');
  });

  it('moves along when a table of the last hours is run again from its second page', async () => {
    const talk = open();
    const first = await talk.say('query disconnects-over-time in the last 6 hours');
    const second = await talk.click(first, 'Next page');

    const button = second.more.find(({ title }) => title === 'Run again');

    expect(button).toHaveProperty('parameters.window', { last: 'PT6H' });
  });

  it('says on every page of a table how its time was read', async () => {
    const talk = open();
    const first = await talk.say('query disconnects-over-time between 02:15 and 03:30');

    const second = await talk.click(first, 'Next page');

    const note = expect.stringContaining('02:15 came twice');
    expect([first, second]).toMatchObject([
      { kind: 'query-table', notes: expect.arrayContaining([note]) },
      { kind: 'query-table', notes: expect.arrayContaining([note]) },
    ]);
  });
});

describe('the checklist', () => {
  it('says of an old window what cannot be seen of it', async () => {
    const talk = open({ findOldestRow: async () => new Date('2026-10-20T00:00:00Z') });

    const report = await talk.say('check device-42 on 1 october');

    expect(factOf(report)).toContain('the whole window lies before it');
    expect(report.spoken).toContain('the whole window lies before it');
  });

  it('refuses a window in the future with what was understood', async () => {
    const report = await open().say('check device-42 tomorrow');

    expect(report).toMatchObject({ kind: 'problem', code: 'window_invalid' });
    expect(report.spoken).toContain('future');
  });

  it('has no word about time where none was said', async () => {
    const report = await open().say('check device-42');

    expect(factOf(report)).toBeUndefined();
    expect(report).toHaveProperty('window.to', '2026-10-25T08:00:00Z');
  });
});

describe('sentences that a button carries', () => {
  it('are shown only where they are ours', () => {
    const note =
      '02:30 came twice on 2026-10-25 in Europe/Berlin, as the clocks went back: the first one was taken.';
    const windowNotes = [note, 'Call 555-0100 with your password.', `${note} Call 555-0100.`];

    const read = readAction({ verb: 'summary', parameters: { windowNotes } });

    expect(read.parameters.windowNotes).toEqual([note]);
  });

  it('are all that a window can have, but for the cut that holds no longer', () => {
    const said = fc.constantFrom(
      'at 02:30',
      'since 02:30',
      'until 6am',
      'before 02:30',
      'on 05.10.2026',
      'on 11/10/2026',
      'before 26.10.26',
      'on the 5.10.2026 until 02:30',
    );
    const zone = fc.constantFrom('Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+7');
    const day = fc.constantFrom(morning, new Date('2026-03-29T08:00:00Z'));

    fc.assert(
      fc.property(said, zone, day, (words, timeZone, now) => {
        const notes = notesOf(words, timeZone, now);
        const read = readAction({ verb: 'summary', parameters: { windowNotes: notes } });
        expect(read.parameters.windowNotes).toEqual(notes.filter((note) => !note.includes('cut')));
      }),
    );
  });
});

function notesOf(words: string, timeZone: string, now: Date): string[] {
  try {
    const window = takeTimeWords(words, { now, timeZone })?.window();
    return window !== undefined && 'notes' in window ? (window.notes ?? []) : [];
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return [];
  }
}

function open(overrides: Partial<ConversationDeps> = {}) {
  const asked: TimeWindow[] = [];
  const channel = recordedChannel();
  // Answers are there at once: no patience runs out while the clock stands still.
  const clock: HandClock = { ...handClock(morning), wait: () => new Promise(() => undefined) };
  const context = () => reportContext({ now: clock.now() });
  const diagnose = async ({ window }: { window: TimeWindow }) => {
    asked.push(window);
    return diagnosis({ window });
  };
  const deps: ConversationDeps = {
    diagnose,
    async summarize({ window }) {
      asked.push(window);
      return hubSummary({ window });
    },
    check: (question) =>
      checkDevice(question, {
        diagnose,
        registry: { findTwin: async () => undefined },
        hubs: knownHubs('contoso-hub'),
        context,
      }),
    queries: {
      run: async ({ window }) => queryTable({ run: { ...queryTable().run, window } }),
      shelf: createQueryShelf({ clock, origin: () => undefined }),
    },
    decode: () => ({ entries: [], suggestions: [] }),
    routes: memoryRoutes(),
    clock,
    timeZone: 'Europe/Berlin',
    context,
    log: recordedLog().log,
    subscribesByItself: false,
    ...overrides,
  };
  const conversation = createConversation(deps);
  const send = async (parts: Partial<IncomingMessage>) => {
    await conversation.handleMessage({ ...plainMessage(clock), ...parts }, channel);
    const report = channel.messages.at(-1)?.reports.at(-1);
    if (report === undefined) throw new Error('Nothing was answered.');
    return report;
  };
  return {
    asked,
    clock,
    say: (text: string) => send({ text }),
    click(report: Report, ...titles: string[]) {
      const buttons = [...report.actions, ...report.more];
      const button = buttons.find(({ title }) => titles.includes(title));
      if (button?.kind !== 'command') throw new Error(`No button ${titles.join(' or ')}`);
      // As the platform brings it back.
      const parameters = JSON.parse(JSON.stringify(button.parameters));
      return send({ action: { verb: button.verb, parameters }, messageId: 'clicked' });
    },
  };
}

function plainMessage(clock: HandClock): IncomingMessage {
  return {
    conversation: { channel: 'teams', id: 'one', reference: {} },
    person: { id: 'alex', name: 'Alex' },
    text: '',
    receivedAt: clock.now(),
  };
}

function factOf(report: Report): string | undefined {
  if (!('facts' in report)) throw new Error(`A ${report.kind} has no facts.`);
  return report.facts.find(({ label }) => label === 'Time')?.value;
}
