import { helpExamples } from './help-examples';
import type { HelpReport } from './report';
import type { ReportContext } from './report-context';

/** What a person can ask, with buttons that ask it. */
export function reportHelp(_context: ReportContext): HelpReport {
  const intro =
    'I watch IoT Hub connections: I answer alerts with what the logs show, and you can ask me why a device dropped.';
  return {
    kind: 'help',
    headline: { tone: 'accent', icon: '◆', word: 'Reconnect', text: 'what you can ask' },
    spoken: `${intro} Say: ${helpExamples.map(({ say }) => say).join('; ')}.`,
    intro,
    commands: helpExamples.map(({ say, does }) => ({ say, does })),
    actions: [
      {
        kind: 'command',
        title: 'Summary',
        tooltip: 'Summarize the disconnects of the last 24 hours',
        verb: 'summary',
        parameters: { window: { last: 'PT24H' } },
      },
      {
        kind: 'command',
        title: 'What is 404104',
        tooltip: 'Explain error 404104: cause and resolution',
        verb: 'decode',
        parameters: { code: '404104' },
      },
      {
        kind: 'command',
        title: 'Why device-42',
        tooltip: 'Ask the logs why device-42 disconnected in the last 24 hours',
        verb: 'why',
        parameters: { devices: ['device-42'], window: { last: 'PT24H' } },
      },
      {
        kind: 'command',
        title: 'Check device-42',
        tooltip: 'Walk through the connection checklist for device-42',
        verb: 'check',
        parameters: { devices: ['device-42'] },
      },
    ],
    more: [],
  };
}
