import type { Report } from '../../src/reports/report';
import { reportMembers } from '../../src/reports/report-members';
import { reportMutes } from '../../src/reports/report-mutes';
import { reportTrail } from '../../src/reports/report-trail';
import { goneDevice } from './incidents';
import { mute } from './memory-mutes';

const now = new Date('2026-03-01T03:30:00Z');
const at = (time: string) => new Date(`2026-03-01T${time}Z`);
const sayTime = (time: Date) => `${time.toISOString().slice(11, 16)} (UTC)`;

/** The reports on mutes, trails and members, as their builders make them. */
export const mutingSamples: Record<string, Report> = {
  mutes: reportMutes(
    [
      mute({ id: 'c6b9f0a2-5d0f-4e7e-9d0b-3f7c1a2b4d5e', reason: 'the fan is replaced' }),
      mute({
        id: '1f0e2d3c-4b5a-4978-8675-64534231201f',
        scope: { kind: 'pattern', value: 'line7-*', hub: 'contoso-hub' },
        by: { id: '29:bo', name: 'Bo' },
      }),
      mute({
        id: '9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d',
        scope: { kind: 'hub', value: 'north-hub' },
        from: at('22:00:00'),
        until: at('23:30:00'),
        reason: 'firmware roll-out',
      }),
    ],
    now,
    sayTime,
  ),
  'mutes-many': reportMutes(
    Array.from({ length: 9 }, (_, index) =>
      mute({
        id: `00000000-0000-4000-8000-00000000000${index}`,
        scope: { kind: 'device', value: `device-${index}` },
        by: { id: 'x', name: '**Eve** [x](https://evil.example)' },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is somebody else's text.
        reason: '${spoken} <at>all</at>',
      }),
    ),
    now,
    sayTime,
  ),
  'mutes-none': reportMutes([], now, sayTime),
  trail: reportTrail({
    about: 'device-42',
    answer:
      'No card: it was away for 4 s at 03:12 UTC and came back before anybody was to be told. Hidden 14 times since it was last told of.',
    isDeaf: false,
    lines: [
      { at: at('03:12:00'), text: 'Disconnected' },
      { at: at('03:12:04'), text: 'Connected after 4 s, within the 10 s it is waited for' },
      {
        at: now,
        text: 'A disconnect is waited for 10 s: of its last 20 absences three in four were over within 4 s',
      },
    ],
    notes: [],
    steps: [],
    actions: [
      {
        kind: 'command',
        title: 'Ask the logs why',
        tooltip: 'Ask the logs why device-42 disconnected on contoso-hub',
        verb: 'why',
        parameters: { devices: ['device-42'], hub: 'contoso-hub', window: { last: 'PT24H' } },
      },
    ],
  }),
  'trail-nothing': reportTrail({
    about: 'device-43',
    answer: 'Nothing was received of device-43 in the last 14 days.',
    isDeaf: true,
    lines: [],
    notes: [
      'Whether it disconnected cannot be told from that: an event that never came leaves no trace here.',
    ],
    steps: [{ text: 'Check the hub’s Event Grid subscription.' }],
    actions: [],
  }),
  'trail-long': reportTrail({
    about: '*x* [y](https://evil.example)',
    answer: 'No card: the device line7-a was muted by <b>Eve</b>.',
    isDeaf: false,
    lines: Array.from({ length: 80 }, (_, index) => ({
      at: new Date(now.getTime() + index * 1000),
      text: index % 2 === 0 ? 'Disconnected' : 'Connected after 1 s **bold** {{DATE(x)}}',
    })),
    notes: [],
    steps: [],
    actions: [],
  }),
  members: reportMembers(
    {
      key: 'incident-1',
      hub: 'contoso-hub',
      page: 2,
      total: 23,
      members: [
        goneDevice('device-11'),
        goneDevice('device-12', { what: 'flapping' }),
        goneDevice('gateway-1', { module: 'filter', what: 'back', endedAt: at('03:20:00') }),
        goneDevice('device-14', { what: 'deleted', endedAt: at('03:25:00') }),
      ],
    },
    now,
  ),
};
