import {
  checkAgainCommand,
  checkCommand,
  decodeCommand,
  helpCommand,
  summaryCommand,
  whyCommand,
} from '../../../src/reports/commands';
import { reportContext } from '../../support/report-subjects';

const context = reportContext();
const window = { from: new Date('2026-11-20T03:16:00Z'), to: context.now };
const subject = { hub: 'contoso-hub', window };

describe('a button', () => {
  it.each([
    ['the diagnosis again', whyCommand('device-42', subject, context)],
    ['the summary again', summaryCommand(subject, context, 'Summarize again')],
    ['the checklist again', checkAgainCommand('device-42', 'contoso-hub')],
  ])('that asks for %s is answered in place', (_name, command) => {
    const { inPlace } = command;

    expect(inPlace).toBe(true);
  });

  it.each([
    ['another device', whyCommand('device-43', subject, context, 'Why device-43')],
    ['the hub', summaryCommand(subject, context)],
    ['the hub of an alert', summaryCommand(subject, context, 'Investigate again')],
    ['the checklist', checkCommand('device-42', 'contoso-hub')],
    ['a code', decodeCommand('404104')],
    ['help', helpCommand()],
  ])('that asks about %s is answered below its card', (_name, command) => {
    const { inPlace } = command;

    expect(inPlace).toBeUndefined();
  });

  it('asks the same of the checklist as its first button did', () => {
    const first = checkCommand('device-42', 'contoso-hub');

    const again = checkAgainCommand('device-42', 'contoso-hub');

    expect({ verb: again.verb, parameters: again.parameters }).toEqual({
      verb: first.verb,
      parameters: first.parameters,
    });
  });

  it.each([
    ['moves along when it ended just now', context.now, { last: 'PT24H' }],
    [
      'stays when it ended long ago',
      new Date('2026-11-20T09:16:00Z'),
      { from: '2026-11-20T03:16:00Z', to: '2026-11-20T09:16:00Z' },
    ],
  ])('carries a window that %s', (_name, to, asked) => {
    const { parameters } = summaryCommand({ hub: '', window: { ...window, to } }, context);

    expect(parameters).toEqual({ window: asked });
  });
});
