import type { TimeWindow } from '../../ports/time-window';
import { mergeCounts } from '../count-codes';
import type { AffectedDevice, AffectedRows } from '../crowd/affected-rows';
import { type HubCauses, readHubCauses } from '../crowd/read-hub-causes';
import { hubNameOf } from '../device/choose-rows';
import type { HubShare, HubSummary } from '../diagnosis';
import { judgeHub } from '../rules/hub-rules';
import { type HubSurroundings, logsAlone } from '../surroundings';
import { chooseBinSeconds } from '../timeline';
import { describeHub } from './describe-hub';
import type { HubFigures } from './hub-figures';
import type { DisconnectsOverTime, HubRows, HubTotals } from './hub-rows';
import { readTotals } from './read-totals';

const mostDevices = 50;

/** What the rows alone answer; queries and log reach are added by who asked for them. */
export type RowSummary = Omit<HubSummary, 'queries' | 'logs'>;

/** Summarizes the connections of one hub, or of all hubs the rows name, from the answers of its queries. */
export function summarizeRows(
  question: {
    hubName?: string;
    window: TimeWindow;
    complete: boolean;
    surroundings?: HubSurroundings | undefined;
  },
  rows: HubRows,
): RowSummary {
  const { hubName, window } = question;
  const only = rows.totals.length === 1 ? rows.totals[0] : undefined;
  const hub = hubName ?? (only && hubNameOf(only.hubId));
  const around = question.surroundings ?? logsAlone;
  const causes = readHubCauses(rows.affected, window, around);
  const figures = { ...addUp({ ...question, hub }, rows), ...causes };
  const { alternatives, ...finding } = judgeHub(figures);
  return {
    hub: figures.hub ?? '',
    hubResourceId: only?.hubId === '' ? undefined : only?.hubId,
    window,
    ...finding,
    disconnects: figures.disconnects,
    firstAt: earliest(rows.totals.map(({ firstAt }) => firstAt)),
    lastAt: latest(rows.totals.map(({ lastAt }) => lastAt)),
    codes: figures.byCode,
    byCode: figures.byCode,
    timeline: { binSeconds: chooseBinSeconds(window), bins: toBins(rows.bins) },
    seen: describeHub(figures, rows),
    alternatives,
    devices: toDevices(mostDisconnected(rows.affected)),
    hubs: rows.totals.map(toShare),
    devicesAffected: figures.devicesAffected,
    devicesSeen: figures.devicesSeen,
    stillAway: figures.stillAway,
    losses: figures.drops,
    backSoon: figures.backSoon,
    awayTogether: figures.awayTogether,
    lastAway: figures.lastAway,
    byCause: figures.byCause,
    benignHidden: figures.benignHidden,
    ...(figures.crowd === undefined ? {} : { crowd: figures.crowd }),
  };
}

function addUp(
  question: { hub: string | undefined; window: TimeWindow; complete: boolean },
  { totals, codes, affected }: HubRows,
): Omit<HubFigures, keyof HubCauses> {
  return {
    ...question,
    ...readTotals(totals),
    worst: mostDisconnected(affected)[0],
    byCode: mergeCounts(
      codes.map(({ code, name, disconnects, refused }) => ({
        code,
        name,
        count: disconnects + refused,
      })),
    ),
  };
}

function toShare(totals: HubTotals): HubShare {
  const { hubId, disconnects, devicesAffected, devicesSeen, stillAway } = totals;
  return { hub: hubNameOf(hubId), disconnects, devicesAffected, devicesSeen, stillAway };
}

function toBins(bins: DisconnectsOverTime[]): HubSummary['timeline']['bins'] {
  return bins.map(({ at, code, name, disconnects }) => ({ at, code, name, count: disconnects }));
}

function mostDisconnected({ devices }: AffectedRows): AffectedDevice[] {
  const dropped = devices.filter(({ disconnects }) => disconnects > 0);
  return dropped.sort((a, b) => b.disconnects - a.disconnects || (a.device < b.device ? -1 : 1));
}

function toDevices(devices: AffectedDevice[]): HubSummary['devices'] {
  const dropped = devices.flatMap(({ device, disconnects, codes, lastAt }) =>
    lastAt === undefined ? [] : [{ device, disconnects, codes: [...codes].sort(), lastAt }],
  );
  return dropped.slice(0, mostDevices);
}

function earliest(times: (Date | undefined)[]): Date | undefined {
  return sortTimes(times)[0];
}

function latest(times: (Date | undefined)[]): Date | undefined {
  return sortTimes(times).at(-1);
}

function sortTimes(times: (Date | undefined)[]): Date[] {
  const known = times.filter((time) => time !== undefined);
  return known.sort((a, b) => a.getTime() - b.getTime());
}
