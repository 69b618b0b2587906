// Events that come in any order, late and twice: is every device where it really is at the end, is
// anybody told of one that is connected, and how fast are events taken in?
import {
  eventsOfHistory,
  historyMs,
  lastKinds,
  makeHistories,
  seededRandom,
  shuffle,
} from './device-events.mjs';
import { measureIntake } from './order-intake.mjs';
import { tellNews } from './order-news.mjs';

const devices = 10_000;
const lateMs = 5 * 60_000;
const twice = 0.05;

export async function measureOrder() {
  const intake = await measureIntake(makeDeliveries);
  const from = Date.parse('2026-01-05T08:00:00Z');
  const { events, deliveries } = makeDeliveries({ devices, name: 'device', from, seed: 1 });
  const truth = { events, states: lastKinds(events) };
  const backlog = deliveries.map((each, n) => ({ ...each, comesAt: from + historyMs + n / 2 }));
  const atOnce = await tellNews(backlog, truth);
  const asTheyCome = await tellNews(deliveries, truth);
  return [intake, describeNews(truth, [atOnce, asTheyCome])].join('\n\n');
}

function makeDeliveries({ devices, name, from, seed }) {
  const random = seededRandom(seed);
  const events = makeHistories({ devices, name, from, random });
  return { events, deliveries: shuffle(events, { lateMs, twice, random }) };
}

function describeNews({ events, states }, runs) {
  const away = [...states.values()].filter((kind) => kind === 'disconnected').length;
  const row = (label, read) => `| ${label} | ${runs.map((run) => read(run)).join(' | ')} |`;
  return [
    `| ${count(events.length)} events of ${count(devices)} devices, ${eventsOfHistory} each within an hour, shuffled within 5 min, 5 % twice; ${away} devices stay away | all at once, an hour late | as they come, each up to 5 min late |`,
    '|---|---|---|',
    row('wrong final states', ({ wrong }) => wrong),
    row('news of a device whose newest event by then is a connect', (run) => run.falseAlerts),
    row('news of a device that was back, its connect still on the way', (run) => run.tooEarly),
    row('devices that stay away and were told of', ({ told }) => `${told} of ${away}`),
    '',
    'The clock of this table is made of the events; the grace time is the default of 120 s. A connect that comes later than the patience with its disconnect cannot be known in time: the third row counts those.',
  ].join('\n');
}

function count(number) {
  return number.toLocaleString('en-US');
}
