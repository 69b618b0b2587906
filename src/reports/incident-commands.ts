import type { CommandAction } from './report';

/** On the incident's card: says that the reader looks after it. `place`: the hub mostly. */
export function acknowledgeCommand(incident: string, place: string): CommandAction {
  return {
    kind: 'command',
    inPlace: true,
    title: 'Acknowledge',
    tooltip: `Acknowledge the incident of ${place}: say that you look after it`,
    verb: 'ack',
    parameters: { incident, onCard: true },
  };
}

/** Lists the devices of an incident, page by page on one card. */
export function membersCommand(incident: string, place: string): CommandAction {
  return {
    kind: 'command',
    title: 'List devices',
    tooltip: `List the devices of the incident of ${place}`,
    verb: 'members',
    parameters: { incident, page: 1 },
  };
}

/** Mutes a device, or a hub where no device is given, in this conversation; asks for how long. */
export function muteCommand(hub: string, device?: string): CommandAction {
  const what = device === undefined ? hub : `${device} on ${hub}`;
  return {
    kind: 'command',
    title: `Mute ${device ?? hub}`,
    tooltip: `Mute ${what} in this conversation; you are asked for how long`,
    verb: 'mute',
    parameters: device === undefined ? { hub } : { devices: [device], hub },
  };
}
