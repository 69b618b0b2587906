import { mergeCounts } from '../count-codes';
import { hubNameOf } from '../device/choose-rows';
import { sayCode } from '../rules/undetermined';
import { chooseBinSeconds } from '../timeline';
import { sayCount, sayLength, sayList, sayTime } from '../words';
import { findPeak } from './find-peak';
import type { HubFigures } from './hub-figures';
import type { DisconnectsOverTime, HubRows } from './hub-rows';

/** What the rows of a hub say, without any conclusion. Each sentence names its query. */
export function describeHub(figures: HubFigures, { totals, codes, bins }: HubRows): string[] {
  const { window, disconnects, refused, devicesAffected, devicesSeen, stillAway } = figures;
  const span = `${sayTime(window.from)} to ${sayTime(window.to)}`;
  if (figures.events === 0) return [`No connection row from ${span} (query hub-totals).`];
  const refusedCodes = codes.filter((row) => row.refused > 0);
  const refusedCounts = mergeCounts(refusedCodes.map((row) => ({ ...row, count: row.refused })));
  return [
    `${sayCount(disconnects, 'disconnect row')} of ${devicesAffected} of ${sayCount(devicesSeen, 'device')} that have rows, from ${span} (query hub-totals).`,
    ...describeTogether(figures),
    ...describePeak(figures, bins),
    `The disconnect rows are ${sayCount(figures.drops, 'drop')}: rows of one device within a minute and without a connect in between tell of one. After ${figures.backSoon.toLocaleString('en-US')} of them a connect came within a minute (query hub-totals).`,
    `After their last disconnect ${stillAway} of these ${devicesAffected} have no connect in the window (query hub-totals).`,
    ...(refused > 0
      ? [
          `${sayCount(refused, 'connect was', 'connects were')} refused, and not counted as disconnects: ${sayList(refusedCounts.map(sayCode))} (query disconnects-by-code).`,
        ]
      : []),
    ...(totals.length > 1
      ? [
          `The rows are of ${totals.length} hubs: ${sayList(totals.map(({ hubId }) => hubNameOf(hubId)))}.`,
        ]
      : []),
    ...describeUnread(figures),
    ...(figures.complete ? [] : ['The answer holds only a part of the rows.']),
  ];
}

function describeTogether({ awayTogether, stillAway }: HubFigures): string[] {
  if (awayTogether === undefined) return [];
  const { address, away, seen } = awayTogether;
  return [
    `${away} of the ${sayCount(stillAway, 'device')} still away connected from ${address}, where ${sayCount(seen, 'device')} ${seen === 1 ? 'was' : 'were'} seen (query hub-totals).`,
  ];
}

/** What is said of causes and common factors holds for those that were read. */
function describeUnread({ unread, byCause }: HubFigures): string[] {
  if (unread === 0) return [];
  const read = byCause.reduce((sum, { devices }) => sum + devices, 0);
  return [
    `${read.toLocaleString('en-US')} of ${sayCount(read + unread, 'device')} that dropped or were refused were read one by one, those with a loss first: causes and common factors are of them (query devices-affected).`,
  ];
}

function describePeak({ window }: HubFigures, bins: DisconnectsOverTime[]): string[] {
  const seconds = chooseBinSeconds(window);
  const length = (window.to.getTime() - window.from.getTime()) / 1000;
  const peak = findPeak(bins, Math.ceil(length / seconds));
  if (peak === undefined) return [];
  return [
    `Most at once: ${sayCount(peak.count, 'disconnect row')} in the ${sayLength(seconds * 1000)} from ${sayTime(peak.at)}, where ${peak.usual} ${peak.usual === 1 ? 'is' : 'are'} usual in this window (query disconnects-over-time).`,
  ];
}
