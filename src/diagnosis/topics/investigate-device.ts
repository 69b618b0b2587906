import type { TimeWindow } from '../../ports/time-window';
import { type DiagnoseDeps, diagnoseDevice } from '../device/diagnose-device';
import type { Diagnosis, HubSummary } from '../diagnosis';

/** The verdict on one device, told as a hub's that has only this one. Throws as `diagnoseDevice`. */
export async function investigateDevice(
  device: string,
  { hubName, window }: { hubName?: string; window: TimeWindow },
  deps: DiagnoseDeps,
): Promise<HubSummary> {
  return asSummary(await diagnoseDevice({ device, window, ...(hubName && { hubName }) }, deps));
}

function asSummary(diagnosis: Diagnosis): HubSummary {
  const { device, sdk, protocol, connects, connectedAtEnd, similarDevices, ...rest } = diagnosis;
  const { hubs, lastConnectAt, ...answer } = rest;
  const { codes, disconnects, lastAt } = answer;
  const isAway = connectedAtEnd === false;
  return {
    ...answer,
    devices:
      lastAt === undefined || disconnects === 0
        ? []
        : [{ device, disconnects, codes: codes.map(({ code }) => code), lastAt }],
    devicesAffected: disconnects === 0 ? 0 : 1,
    devicesSeen: disconnects + connects === 0 ? 0 : 1,
    stillAway: isAway ? 1 : 0,
    ...(isAway && { lastAway: device }),
    byCode: codes,
  };
}
