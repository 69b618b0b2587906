import { findAlertDevices } from '../diagnosis/topics/alert-devices';
import { devicesAsked, hubsAsked, questionOfAlert } from '../diagnosis/topics/alert-question';
import type { Alert } from '../ports/alert';
import { describeActivityEffect } from './alert-activity';
import { noteHealth } from './alert-health';

const hubsNamed = 8;

/** What has to be known before the rest of an alert's card is believed. */
export function alertNotes(alert: Alert): string[] {
  const notes = [
    ...noteHub(alert),
    noteDevices(alert),
    describeActivityEffect(alert)?.means,
    noteHealth(alert),
  ];
  return notes.filter((note) => note !== undefined);
}

function noteHub(alert: Alert): string[] {
  if (questionOfAlert(alert) === undefined) return [`${whyNotAsked(alert)} ${nothingMore}`];
  const { about, hub, hubs, hubCertainty } = alert;
  if (hubCertainty === 'workspace') return [noteWorkspace(alert)];
  if (hubs.length > 1) {
    return [noteHubs(alert)];
  }
  if (about.kind === 'service-health' && hub === undefined) {
    return ['The alert is about the service and not about one hub: all hubs were asked about.'];
  }
  return [];
}

function noteDevices(alert: Alert): string | undefined {
  const named = findAlertDevices(alert).length;
  if (named <= devicesAsked || questionOfAlert(alert) === undefined) return undefined;
  return `The alert names ${named} devices: the first ${devicesAsked} were asked about, the others have a button below or answer to “why” with their id.`;
}

function noteHubs(alert: Alert): string {
  const rest = alert.hubs.slice(hubsAsked, hubsNamed).map(({ name }) => name);
  const names = `The alert names ${sayHubs(alert)}`;
  if (rest.length === 0) return `${names}: each was asked about.`;
  return `${names}: the first ${hubsAsked} were asked about. Say “summary ${rest[0]}” for another.`;
}

const nothingMore = 'Reconnect knows nothing more about it than what the alert itself says.';

function whyNotAsked({ about, unknownHub, notAHub }: Alert): string {
  if (about.kind === 'budget') return 'A budget says nothing about devices, so no log was asked.';
  if (unknownHub !== undefined) {
    return `The hub ${unknownHub} is not among the configured ones, so no log was asked about it.`;
  }
  if (about.kind === 'service-health') {
    return 'IoT Hub is not among the services this is about, so no log was asked.';
  }
  return notAHub === undefined
    ? 'The alert names no hub, so no log was asked.'
    : `It is about ${notAHub}, which is no IoT hub, so no log was asked.`;
}

function noteWorkspace(alert: Alert): string {
  const { hubs } = alert;
  const named = 'The alert names its workspace and no hub';
  if (hubs.length === 0)
    return `${named}: it may be any hub with logs there. All were asked about.`;
  if (hubs.length === 1) return `${named}: ${sayHubs(alert)} is the only configured one.`;
  return `${named}: it may be any of ${sayHubs(alert)}. All were asked about.`;
}

function sayHubs({ hubs }: Alert): string {
  const names = hubs.slice(0, hubsNamed).map(({ name }) => name);
  const left = hubs.length - names.length;
  return left === 0 ? names.join(', ') : `${names.join(', ')} and ${left} more`;
}
