import { adviseCode } from '../advise';
import { sayCommand } from '../commands';
import type { AdvisedStep } from '../diagnosis';
import type { HubFigures } from '../hub/hub-figures';
import { sayCount } from '../words';

/** Codes that every token renewal leaves: over a whole hub their advice would be a guess. */
const commonCodes = ['', '401003', '404104'];

/** Who is away comes first, then the code that no renewal explains; three steps at most. */
export function adviseHub(figures: HubFigures): AdvisedStep[] {
  const steps = [...adviseSite(figures), ...adviseDevice(figures), ...adviseOddest(figures)];
  return steps.slice(0, 3);
}

function adviseSite({ awayTogether }: HubFigures): AdvisedStep[] {
  if (awayTogether === undefined) return [];
  const { address, away, seen } = awayTogether;
  return [
    {
      text: `Ask the site behind ${address} whether it has power and network: ${away} of ${sayCount(seen, 'device')} seen there ${away === 1 ? 'is' : 'are'} away.`,
    },
  ];
}

function adviseDevice({ lastAway, worst, devicesAffected }: HubFigures): AdvisedStep[] {
  if (lastAway !== undefined) {
    const text = `Look at the device that went away last, ${lastAway}.`;
    return [{ text, command: sayCommand('why', lastAway) }];
  }
  if (worst === undefined) {
    return [{ text: 'Ask why of a device that cannot connect: that shows what the hub wrote.' }];
  }
  const base = devicesAffected > 1 ? `, of ${devicesAffected} devices` : '';
  const rows = sayCount(worst.disconnects, 'disconnect row');
  const text = `Look at the device with most disconnects, ${worst.device}: ${rows}${base}.`;
  return [{ text, command: sayCommand('why', worst.device) }];
}

function adviseOddest({ byCode }: HubFigures): AdvisedStep[] {
  const odd = byCode.find(({ code, name }) => !commonCodes.includes(code || name));
  if (odd === undefined) return [];
  const label = odd.code || odd.name;
  return adviseCode(label)
    .slice(0, 1)
    .map((step) => ({ ...step, text: `For ${label}, ${odd.count} × seen: ${step.text}` }));
}
