import { isHarmless } from '../crowd/classify-device';
import type { Cause, CauseCount, Confidence } from '../diagnosis';
import type { HubFigures } from '../hub/hub-figures';
import { adviseHub } from '../steps/hub-steps';
import { adviseNetworkRefused } from '../steps/network-refused-steps';
import { sayCount, sayList } from '../words';
import { sayHubCounts } from './hub-counts';
import type { HubFinding } from './hub-finding';

/** More than half of the devices in trouble share it: the hub's trouble has a name. */
const leastShare = 0.5;

/** The cause that most devices in trouble have; where there is none, what the counts say. */
export function judgeHubCauses(figures: HubFigures): HubFinding {
  const troubled = figures.byCause.filter(({ cause }) => !isHarmless(cause));
  if (figures.byCause.length > 0 && troubled.length === 0) return judgeHarmless(figures);
  const [main, ...others] = troubled;
  const total = troubled.reduce((sum, { devices }) => sum + devices, 0);
  const isMain = main !== undefined && main.devices > total * leastShare;
  if (!isMain || main.cause === 'undetermined') return judgeMixed(figures, troubled);
  return {
    cause: main.cause,
    benign: main.cause === 'platform-upgrade' ? null : false,
    confidence: confidenceOf(main.devices / total, figures.complete && figures.unread === 0),
    confidenceReason: `${main.devices.toLocaleString('en-US')} of ${sayCount(total, 'device')} with trouble show it, judged by their counts and not row by row`,
    why: `${sayMain(main, total)}${sayAway(figures)}${sayHidden(figures)}.`,
    inferred: [
      `${sayCause(main.cause)}: read for each device from its codes, how long it was up and how soon it was back.`,
    ],
    unknowable: ['What a single device went through: ask why of it for its rows.'],
    steps: adviseCause(main.cause, figures),
    alternatives: others.map(({ cause, devices }) => ({
      cause,
      why: `only ${devices} of ${sayCount(total, 'device')} with trouble show it`,
    })),
  };
}

function judgeHarmless(figures: HubFigures): HubFinding {
  const { byCause, devicesAffected } = figures;
  const complete = figures.complete && figures.unread === 0;
  const renews = byCause.every(({ cause }) => cause === 'token-renewal');
  // A part of the rows, or of the devices, can hide the one drop that was no renewal.
  const benign = renews && complete;
  const named = byCause.map(sayShare);
  return {
    cause: renews ? (complete ? 'token-renewal' : 'undetermined') : 'graceful-close',
    benign: benign ? true : null,
    confidence: complete ? 'medium' : 'low',
    confidenceReason: complete
      ? 'judged by the counts of each device, and not row by row'
      : 'a part of the rows or devices was not read, and can hide another reason',
    why: benign
      ? `Every drop fits a token renewal: ${sayCount(devicesAffected, 'device')}, each back within a minute, in the rhythm of its SDK.`
      : `No drop shows a fault: ${sayList(named)}.`,
    inferred: [
      'Token renewal: the SDK closes the connection, or lets the hub cut it, to come back with a new token.',
    ],
    unknowable: ['What a single device went through: ask why of it for its rows.'],
    steps: adviseHub(figures).slice(0, 1),
    alternatives: [],
  };
}

function judgeMixed(figures: HubFigures, troubled: CauseCount[]): HubFinding {
  return {
    cause: 'undetermined',
    benign: null,
    confidence: 'low',
    confidenceReason: 'no cause holds for more than half of the devices with trouble',
    why: sayMostlyHarmless(figures, troubled) ?? sayHubCounts(figures),
    inferred: troubled.length === 0 ? [] : [`By device: ${sayList(troubled.map(sayShare))}.`],
    unknowable: [
      'One reason for all of it: the rows tell how connections ended, and no rule finds a cause that most share.',
    ],
    steps: adviseHub(figures),
    alternatives: troubled.map(({ cause, devices }) => ({
      cause,
      why: `${sayCount(devices, 'device')} of ${troubled.reduce((sum, each) => sum + each.devices, 0)} with trouble`,
    })),
  };
}

function adviseCause(cause: Cause, figures: HubFigures) {
  return cause === 'network-refused'
    ? adviseNetworkRefused({ device: 'these devices' })
    : adviseHub(figures);
}

/** A few with trouble in a fleet that renews: the figures of all of them would speak of the wrong ones. */
function sayMostlyHarmless({ byCause }: HubFigures, troubled: CauseCount[]): string | undefined {
  const total = byCause.reduce((sum, { devices }) => sum + devices, 0);
  const count = troubled.reduce((sum, { devices }) => sum + devices, 0);
  if (count === 0 || count > total * 0.2) return undefined;
  const harmless = `${(total - count).toLocaleString('en-US')} of ${sayCount(total, 'device')} only renewed a token or said goodbye`;
  const [first, ...more] = troubled;
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : ' and others';
  return `${harmless}; no one reason holds for the other ${count}: ${sayShare(first)}${others}.`;
}

function sayMain({ cause, devices }: CauseCount, total: number): string {
  return `${sayCause(cause)}: ${devices.toLocaleString('en-US')} of ${sayCount(total, 'device')} with trouble`;
}

function sayAway({ stillAway }: HubFigures): string {
  return stillAway === 0 ? '' : `; ${stillAway.toLocaleString('en-US')} still away`;
}

function sayHidden({ benignHidden }: HubFigures): string {
  return benignHidden === 0 ? '' : `; ${sayCount(benignHidden, 'other')} only renewed their tokens`;
}

function confidenceOf(share: number, complete: boolean): Confidence {
  return share >= 0.8 && complete ? 'medium' : 'low';
}

function sayShare({ cause, devices }: CauseCount): string {
  return `${sayCount(devices, 'device')} with ${sayCause(cause).toLowerCase()}`;
}

/** `token-renewal` as `Token renewal`. */
function sayCause(cause: Cause): string {
  return `${cause.charAt(0).toUpperCase()}${cause.slice(1)}`.replaceAll('-', ' ');
}
