import { links } from '../../knowledge/links';
import { adviseChecklist, adviseOthers, adviseSdk } from '../advise';
import { type DeviceFacts, isConnectedAtEnd } from '../device/device-facts';
import type { Drop } from '../device/drops';
import type { AdvisedStep } from '../diagnosis';
import { sayTime } from '../words';

/** Who is away needs its site first; who is back left its reasons in its own log. */
export function adviseConnectionLost(facts: DeviceFacts, last: Drop): AdvisedStep[] {
  const lastAt = sayTime(last.at);
  if (isConnectedAtEnd(facts) === false) {
    const ask = `Ask the site whether ${facts.device} has power and network: no row shows it coming back since ${lastAt}.`;
    const last = facts.sdk?.outdated ? adviseSdk(facts.sdk) : adviseChecklist(facts.device);
    return [{ text: ask }, ...adviseOthers(facts), last];
  }
  const read = `Read what the device and its router logged at ${lastAt}, the last loss: a restart, a crash, or a network that went away.`;
  return [
    ...adviseOthers(facts),
    { text: read, url: links.deviceSideGuide.url },
    facts.sdk?.outdated === false ? keepAlive : adviseSdk(facts.sdk),
  ];
}

const keepAlive: AdvisedStep = {
  text: 'Leave the keep-alive of the client as it is: a longer one only makes a loss visible later.',
  url: links.mqtt.url,
};
