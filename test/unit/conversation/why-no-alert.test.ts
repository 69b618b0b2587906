import type { AnswerDeps } from '../../../src/conversation/answer-deps';
import { answerQuestion } from '../../../src/conversation/answer-question';
import { readIntent } from '../../../src/conversation/read-intent';
import type { TrailDeps } from '../../../src/conversation/trail/trail-deps';
import { findErrorCode } from '../../../src/knowledge/find-error-code';
import type { DeviceRecord } from '../../../src/ports/connection-ledger';
import type { Decision } from '../../../src/ports/decision-trail';
import type { TrailReport } from '../../../src/reports/report';
import { AppError } from '../../../src/shared/app-error';
import { memoryConversations } from '../../support/memory-conversations';
import { recordedLog } from '../../support/recorded-log';
import { waitingClock } from '../../support/waiting-clock';

const now = new Date('2026-03-01T03:30:00Z');
const at = (time: string) => new Date(`2026-03-01T${time}Z`);

it('names a short absence that nobody was told of, and how often there was one', async () => {
  const report = await ask('why no alert for device-42', {
    findDevice: async () => [
      record([event('disconnected', '03:12:00'), event('connected', '03:12:04')], { hidden: 14 }),
    ],
    explain: () => [{ at: at('03:12:00'), text: 'Disconnected' }],
  });

  expect(report.answer).toBe(
    'No card: it was away for 4 s at 03:12 UTC and came back before anybody was to be told. Hidden 14 times since it was last told of.',
  );
  expect(report.trail).toEqual([{ at: '2026-03-01T03:12:00Z', text: 'Disconnected' }]);
});

it.each<[string, Partial<DeviceRecord>, string]>([
  [
    'away and waited for',
    { dueAt: at('03:31:30') },
    'No card yet: it is away since 03:29 UTC and is waited for until 03:31:30 UTC.',
  ],
  [
    'away and due',
    { dueAt: at('03:29:30') },
    'No card yet: it is away since 03:29 UTC, which is about to be told.',
  ],
  [
    'away and settled',
    {},
    'No card: it is away since 03:29 UTC, and nothing waits to be told of it.',
  ],
  [
    'deleted',
    { deletedAt: at('03:20:00') },
    'No card: it was deleted from contoso-hub at 03:20 UTC.',
  ],
  ['only created', { events: [] }, 'No card: no connection of it was told of so far.'],
  [
    'connected',
    { events: [event('connected', '03:00:00')] },
    'No card: by the newest event it is connected since 03:00 UTC.',
  ],
  ['of an incident', { incident: 'i1' }, 'It belongs to an open incident.'],
])('tells of a device that is %s', async (_name, parts, answer) => {
  const report = await ask('why no alert for device-42', {
    findDevice: async () => [record([event('disconnected', '03:29:00')], parts)],
  });

  expect(report.answer).toBe(answer);
});

it('says who muted it, in the words of this conversation, with all that led there in order', async () => {
  const joined = decision({
    what: 'joined',
    at: at('03:14:00'),
    text: 'Joined an incident.',
    incident: 'i1',
  });
  const muted = decision({
    subject: { kind: 'incident', key: 'i1' },
    what: 'muted',
    at: at('03:14:01'),
    text: 'Not shown in the teams conversation ops: the device device-42 was muted by Ann until 05:00 UTC.',
  });
  const report = await ask('why no alert for device-42', {
    findDevice: async () => [record([event('disconnected', '03:12:00')], { incident: 'i1' })],
    explain: () => [{ at: at('03:12:00'), text: 'Disconnected' }],
    decisions: decisionsOf([muted, joined]),
  });

  expect(report.answer).toBe(
    'No card: not shown in this conversation: the device device-42 was muted by Ann until 05:00 UTC.',
  );
  expect(report.trail.map(({ text }) => text)).toEqual([
    'Disconnected',
    'Joined an incident.',
    'Not shown in this conversation: the device device-42 was muted by Ann until 05:00 UTC.',
  ]);
});

it('answers for the conversation that asks, whatever others were shown since', async () => {
  const subject = { kind: 'incident' as const, key: 'i1' };
  const decisions = [
    decision({ what: 'joined', at: at('03:14:00'), text: 'Joined.', incident: 'i1' }),
    decision({
      subject,
      what: 'muted',
      at: at('03:14:01'),
      text: 'Not shown in the teams conversation ops: device-42, muted by Ann until 05:00 UTC.',
    }),
    decision({
      subject,
      what: 'sent',
      at: at('03:14:02'),
      text: 'The card was posted in the teams conversation ops-2.',
    }),
  ];

  const report = await ask('why no alert for device-42', {
    findDevice: async () => [record([event('disconnected', '03:12:00')], { incident: 'i1' })],
    decisions: decisionsOf(decisions),
  });

  expect(report.answer).toBe(
    'No card: not shown in this conversation: device-42, muted by Ann until 05:00 UTC.',
  );
  expect(report.trail.at(-1)?.text).toBe('The card was posted in the teams conversation ops-2.');
});

it('tells of the card of an absence that is over, which its record names no more', async () => {
  const of = (what: string, time: string, text: string) =>
    decision({ subject: { kind: 'incident', key: 'i1' }, what, at: at(time), text });
  const report = await ask('why no alert for device-42', {
    findDevice: async () => [
      record([event('disconnected', '03:12:00'), event('connected', '03:16:04')]),
    ],
    findIncidents: async () => ['i1'],
    decisions: decisionsOf([
      of('opened', '03:14:00', '1 device opened the incident.'),
      of('sent', '03:14:01', 'Sent to the teams conversation ops.'),
      of('back', '03:16:06', '1 device came back.'),
      of('updated', '03:16:07', 'Updated in the teams conversation ops.'),
    ]),
  });

  expect(report.answer).toBe('There is a card: updated in this conversation.');
  expect(report.trail.map(({ text }) => text)).toContain('1 device opened the incident.');
});

it('takes a short absence after the last card for itself', async () => {
  const report = await ask('why no alert for device-42', {
    findDevice: async () => [
      record([event('disconnected', '03:12:00'), event('connected', '03:12:04')]),
    ],
    decisions: decisionsOf([decision({ what: 'sent', at: at('01:00:00') })]),
  });

  expect(report.answer).toContain('it was away for 4 s');
});

it('tells which hub and module a line is of, where there are several', async () => {
  const report = await ask('why no alert for device-42', {
    findDevice: async () => [record([]), record([], { hub: 'north-hub', module: 'filter' })],
    explain: () => [{ at: at('03:12:00'), text: 'Connected' }],
  });

  expect(report.trail.map(({ text }) => text)).toEqual([
    'contoso-hub: Connected',
    'north-hub, module filter: Connected',
  ]);
});

it('shows what lies in the time that was asked about', async () => {
  const report = await ask('why no alert for device-42 in the last 10 minutes', {
    findDevice: async () => [record([event('connected', '03:00:00')])],
    explain: () => [
      { at: at('03:00:00'), text: 'Connected' },
      { at: at('03:25:00'), text: 'Counted' },
    ],
  });

  expect(report.trail.map(({ text }) => text)).toEqual(['Counted']);
});

it.each<[string, TrailDeps, string]>([
  [
    'no event of it came',
    { findDevice: async () => [] },
    'Nothing was received of device-42 in the last 14 days.',
  ],
  [
    'no events come at all',
    {},
    'Events of devices do not reach me, so nothing is known of device-42.',
  ],
])('says what cannot be known where %s, and what to check', async (_name, trail, answer) => {
  const report = await ask('why no alert for device-42', trail);

  expect(report.answer).toBe(answer);
  expect(report.headline).toMatchObject({ tone: 'warning', word: 'Nothing received' });
  expect(report.notes.join()).toContain('cannot be told');
  expect(report.steps.map(({ text }) => text).join()).toContain('Event Grid subscription');
});

it('follows an alert by a part of its rule', async () => {
  const subject = { kind: 'alert' as const, id: 'a1' };
  const received = decision({ subject, text: 'Received: rule devices-low.', incident: 'i1' });
  const sent = decision({
    subject: { kind: 'incident', key: 'i1' },
    at: at('03:00:02'),
    what: 'sent',
    text: 'The card was posted in the teams conversation ops.',
  });

  const report = await ask('why no alert for rule devices-low', {
    decisions: decisionsOf([received, sent]),
  });

  expect(report.answer).toBe('There was a card: the card was posted in this conversation.');
  expect(report.trail).toHaveLength(2);
});

it('says of an alert that never came what to check in Azure', async () => {
  const report = await ask('why no alert for rule devices-low', { decisions: decisionsOf([]) });

  expect(report.answer).toContain('No alert whose rule or id contains “devices-low”');
  expect(report.steps.map(({ text }) => text).join()).toContain('action group');
});

it('answers with the rest where a part of the trail cannot be read', async () => {
  const away = async () => {
    throw new AppError('store_unavailable', 'gone');
  };
  const report = await ask('why no alert for device-42', {
    findDevice: async () => [record([event('connected', '03:00:00')])],
    decisions: { find: away, findAlerts: away },
  });

  expect(report.answer).toContain('it is connected since 03:00 UTC');
});

async function ask(text: string, trail: TrailDeps): Promise<TrailReport> {
  const deps = {
    trail,
    hubs: { configured: ['contoso-hub'], withRows: async () => [], memory: memoryConversations() },
    clock: waitingClock(now),
    timeZone: 'UTC',
    context: () => ({ now, portal: { origin: 'https://portal.azure.com' }, decode: findErrorCode }),
    log: recordedLog().log,
  } as unknown as AnswerDeps;
  const conversation = { channel: 'teams', id: 'ops', reference: {} };
  const asker = { person: { id: 'x', name: 'Ann' }, conversation };
  const report = await answerQuestion(readIntent(text, { now, timeZone: 'UTC' }), asker, deps);
  if (report.kind !== 'trail') throw new Error(JSON.stringify(report));
  return report;
}

function decisionsOf(all: Decision[]): NonNullable<TrailDeps['decisions']> {
  return {
    find: async (subject) =>
      all.filter((each) => JSON.stringify(each.subject) === JSON.stringify(subject)),
    findAlerts: async (text) =>
      all.filter((each) => each.subject.kind === 'alert' && each.text.includes(text)).reverse(),
  };
}

function decision(parts: Partial<Decision>): Decision {
  const subject = { kind: 'device' as const, hub: 'contoso-hub', device: 'device-42' };
  return { at: at('03:00:00'), subject, what: 'received', text: 'Seen.', ...parts };
}

function event(kind: 'connected' | 'disconnected', time: string): DeviceRecord['events'][number] {
  return { kind, sequence: time, at: at(time), receivedAt: at(time) };
}

function record(events: DeviceRecord['events'], parts: Partial<DeviceRecord> = {}): DeviceRecord {
  return {
    hub: 'contoso-hub',
    device: 'device-42',
    module: '',
    events,
    duplicates: 0,
    deletedAt: undefined,
    incident: undefined,
    dueAt: undefined,
    hidden: 0,
    ...parts,
  } as DeviceRecord;
}
