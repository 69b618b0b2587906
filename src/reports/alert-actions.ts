import { isDeviceId } from '../diagnosis/commands';
import type { HubSummary } from '../diagnosis/diagnosis';
import type { Alert } from '../ports/alert';
import { alertLink, resultsLink } from './alert-links';
import { findLoneDevice, isOfSeveralHubs, namedCommands, rowCommands } from './alert-named';
import { alertPlace } from './alert-place';
import type { AlertSubject } from './alert-subject';
import { openQueryLink, summaryCommand, whyCommand } from './commands';
import { findFirstDevice, findOtherDevices } from './hub-words';
import { acknowledgeCommand, membersCommand, muteCommand } from './incident-commands';
import type { Action, CommandAction, Evidence } from './report';
import type { ReportContext } from './report-context';

/** The first four; the others sit behind "More". */
export function alertActions(
  subject: AlertSubject,
  evidence: Evidence | undefined,
  context: ReportContext,
): Action[] {
  const { alert, summary } = subject;
  const query = evidence === undefined ? undefined : openQueryLink(evidence.queries);
  const first = firstCommand(subject, context);
  return [
    ...acknowledge(subject),
    ...(summary === undefined || isOfSeveralHubs(alert)
      ? []
      : [againCommand(alert, summary, context)]),
    ...(first === undefined ? [] : [first]),
    ...(query === undefined ? [...resultsLink(alert), ...alertLink(alert)] : [query]),
  ];
}

export function alertMore(subject: AlertSubject, context: ReportContext): Action[] {
  return [...mute(subject), ...lookCloser(subject, context)];
}

function lookCloser({ alert, summary, devices }: AlertSubject, context: ReportContext): Action[] {
  if (summary === undefined) return [];
  // The list of devices has taken its place among the first.
  const first = devices === undefined ? undefined : findFirstDevice(summary);
  const worthALook = [...(first === undefined ? [] : [first]), ...findOtherDevices(summary)].filter(
    (device) => device !== findLoneDevice(alert),
  );
  return [
    ...namedCommands(alert, summary, context),
    ...rowCommands(alert, summary, context),
    ...worthALook.map((device) => whyCommand(device, summary, context, `Why ${device}`)),
    ...resultsLink(alert),
    ...alertLink(alert),
  ];
}

/** Of what goes on and of which nobody has said so yet. */
function acknowledge({ key, alert, state, acknowledged }: AlertSubject): CommandAction[] {
  if (key === undefined || state !== 'firing' || acknowledged !== undefined) return [];
  return [acknowledgeCommand(key, alertPlace(alert))];
}

/** The one device it is about, else its hub; of several hubs it is not known which to mute. */
function mute({ key, alert, state, devices }: AlertSubject): CommandAction[] {
  const { hub, hubs, hubCertainty } = alert;
  const isCertain = hubs.length === 1 && hubCertainty !== 'workspace';
  if (key === undefined || state !== 'firing' || hub === undefined || !isCertain) return [];
  const alone = devices?.total === 1 ? devices.listed[0]?.device : undefined;
  if (alone === undefined) return [muteCommand(hub.name)];
  return isDeviceId(alone) ? [muteCommand(hub.name, alone)] : [];
}

/** The device is asked about again where the card is about it. */
function againCommand(alert: Alert, summary: HubSummary, context: ReportContext): CommandAction {
  const title = 'Investigate again';
  const device = findLoneDevice(alert);
  if (device === undefined) return summaryCommand(summary, context, title);
  // Below this card: the incident's own card stays what it is.
  const { inPlace: _inPlace, ...command } = whyCommand(device, summary, context, title);
  return command;
}

/** Who is away, where that are several; else what the alert names before what the logs point at. */
function firstCommand({ key, alert, devices, summary }: AlertSubject, context: ReportContext) {
  if (key !== undefined && devices !== undefined && devices.total > 1) {
    return membersCommand(key, alertPlace(alert));
  }
  if (summary === undefined) return undefined;
  const [named] = namedCommands(alert, summary, context);
  const device = findFirstDevice(summary);
  if (named !== undefined || device === undefined) return named;
  // "Investigate again" asks that already.
  if (device === findLoneDevice(alert)) return undefined;
  return whyCommand(device, summary, context, `Why ${device}`);
}
