import type { HubFigures } from '../hub-figures';
import { findNoHubEvidence } from '../no-evidence';
import { adviseHub } from '../steps/hub-steps';
import { sayCount } from '../words';
import type { Finding } from './rule';

/** The verdict about a hub: the figures speak, and no cause is claimed from counts alone. */
export function judgeHub(figures: HubFigures): Finding {
  if (figures.events === 0) return findNoHubEvidence(figures.hub, figures.complete);
  if (figures.disconnects === 0 && figures.refused === 0) return findNoHubDisconnects(figures);
  return {
    cause: 'undetermined',
    benign: null,
    confidence: 'low',
    confidenceReason: 'counts over a hub say how connections ended, and not why',
    why: sayVerdict(figures),
    inferred: [],
    unknowable: [
      'Why the connections ended: the rows tell how, and no rule reads a cause from counts.',
    ],
    steps: adviseHub(figures),
  };
}

const longestVerdict = 159;

/** One sentence that a phone shows whole: who is away, what was refused, what was short; no list of codes. */
function sayVerdict(figures: HubFigures): string {
  const { drops, backSoon, refused } = figures;
  const away = drops > 0 ? [sayAway(figures)] : [];
  const attempts =
    refused > 0 ? [`${sayCount(refused, 'connect was', 'connects were')} refused`] : [];
  const short = drops > 0 ? [`${sayOf(backSoon, drops, 'drop')} lasted under a minute`] : [];
  const open = ['the counts do not tell why'];
  // Facts repeat what gives way here; who is away and what was refused never does.
  const verdicts = [
    [...away, ...attempts, ...short, ...open],
    [...away, ...attempts, ...open],
  ].map((parts) => `${parts.join('; ')}.`);
  const fitting = verdicts.find(({ length }) => length <= longestVerdict);
  return fitting ?? `${[...away, ...attempts].join('; ')}.`;
}

function sayAway({ stillAway, devicesAffected, awayTogether }: HubFigures): string {
  if (stillAway === 0) {
    return devicesAffected === 1
      ? 'The dropped device connected again'
      : `All ${devicesAffected.toLocaleString('en-US')} dropped devices connected again`;
  }
  const away = `${sayOf(stillAway, devicesAffected, 'dropped device')} ${stillAway === 1 ? 'is' : 'are'} still away`;
  if (awayTogether === undefined) return away;
  return `${away}, ${awayTogether.away.toLocaleString('en-US')} of them from ${awayTogether.address}`;
}

/** `54 of 155 devices`. */
function sayOf(count: number, base: number, noun: string): string {
  return `${count.toLocaleString('en-US')} of ${sayCount(base, noun)}`;
}

function findNoHubDisconnects({ events, devicesSeen, complete }: HubFigures): Finding {
  return {
    cause: 'no-disconnects',
    benign: null,
    confidence: complete ? 'medium' : 'low',
    confidenceReason: 'the logs have rows of this hub, but logs can lose rows and arrive late',
    why: `No disconnect was seen: ${sayCount(events, 'row')} of ${sayCount(devicesSeen, 'device')}, and none of them is a disconnect or a refused connect.`,
    inferred: [],
    unknowable: ['Disconnects whose rows were lost or have not arrived yet.'],
    steps: [],
  };
}
