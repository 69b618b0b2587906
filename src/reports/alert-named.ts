import type { HubSummary, NamedAnswer } from '../diagnosis/diagnosis';
import { findAlertDevices, findRowDevices } from '../diagnosis/topics/alert-devices';
import type { Alert } from '../ports/alert';
import { summaryCommand, whyCommand } from './commands';
import type { AlertReport, CommandAction } from './report';
import type { ReportContext } from './report-context';
import { asSentence, capitalize, sayShare } from './words';

/** What was found of each device or hub that the alert names; undefined where it names one hub. */
export function namedLines({ named }: HubSummary): AlertReport['named'] {
  return named?.map((one) => ({ title: one.name, text: sayNamed(one) }));
}

/** Buttons for what the alert itself names: its devices, else its hubs where there are several. */
export function namedCommands(
  alert: Alert,
  summary: HubSummary,
  context: ReportContext,
): CommandAction[] {
  const hubs = isOfSeveralHubs(alert) ? alert.hubs : [];
  return [
    ...findAlertDevices(alert)
      .filter((device) => device !== findLoneDevice(alert))
      .map((device) => whyCommand(device, summary, context, `Why ${device}`)),
    ...hubs.map(({ name }) =>
      summaryCommand({ hub: name, window: summary.window }, context, `Summarize ${name}`),
    ),
  ];
}

/** The one device that Event Grid told of: the card's "Investigate again" asks about it. */
export function findLoneDevice({ about }: Alert): string | undefined {
  return about.kind === 'devices' && about.total === 1 ? about.devices[0] : undefined;
}

/** Buttons for devices of the rows that an alert brought along. */
export function rowCommands(
  alert: Alert,
  summary: HubSummary,
  context: ReportContext,
): CommandAction[] {
  return findRowDevices(alert).map((device) =>
    whyCommand(device, summary, context, `Why ${device}`),
  );
}

/** True where one question about a hub, or about all of them, would not be about the alert. */
export function isOfSeveralHubs({ hubs, hubCertainty }: Alert): boolean {
  return hubs.length > 1 && hubCertainty !== 'workspace';
}

function sayNamed({ why, confidence, figures }: NamedAnswer): string {
  const away =
    figures === undefined || figures.devicesSeen === 0
      ? ''
      : `${sayShare(figures.devicesAffected, figures.devicesSeen, 'device')} disconnected, ${figures.stillAway.toLocaleString('en-US')} still away. `;
  const sure = confidence === undefined ? '' : ` ${capitalize(confidence)} confidence.`;
  return `${away}${asSentence(why)}${sure}`;
}
