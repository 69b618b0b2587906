import { addEvent } from '../../../src/adapters/store/incident-history';
import type { IncidentEvent } from '../../../src/ports/incident-book';

const start = Date.parse('2026-03-01T03:00:00Z');

function event(minute: number, what: IncidentEvent['what'], count = 1): IncidentEvent {
  return { at: new Date(start + minute * 60_000), what, count };
}

/** A device that goes away and comes back, every five minutes. */
function flapFrom(minute: number, times: number, history: IncidentEvent[]): IncidentEvent[] {
  let all = history;
  for (let time = 0; time < times; time++) {
    all = addEvent(all, event(minute + time * 5, 'devices'));
    all = addEvent(all, event(minute + time * 5 + 3, 'back'));
  }
  return all;
}

describe('the history of an incident', () => {
  it('counts devices of one minute on one line', () => {
    const history = addEvent([event(0, 'devices', 3)], event(0.5, 'devices', 2));

    expect(history).toEqual([event(0, 'devices', 5)]);
  });

  it('gains no line each time when a device goes and comes back all night', () => {
    const history = flapFrom(0, 100, [event(-60, 'devices', 30)]);

    expect(history).toHaveLength(9);
    expect(history[0]).toEqual(event(-60, 'devices', 30));
    expect(history.at(-1)).toEqual(event(498, 'wavered', 193));
  });

  it('keeps a line for a crowd, and for what else happens, among them', () => {
    const history = flapFrom(0, 10, []);

    const more = addEvent(addEvent(history, event(90, 'devices', 40)), event(91, 'fired_again'));

    expect(more.map(({ what }) => what).slice(-3)).toEqual(['wavered', 'devices', 'fired_again']);
  });

  it('folds the middle of what is long, and counts what it left out', () => {
    let history: IncidentEvent[] = [];
    for (let minute = 0; minute < 100; minute++) {
      history = addEvent(history, event(minute, 'fired_again'));
    }

    expect(history).toHaveLength(60);
    expect(history[12]).toMatchObject({ what: 'folded', count: 41 });
  });
});
