import type { MuteScope } from '../../ports/mute-book';
import type { RouteFilter } from '../../ports/route-book';
import type { Report } from '../../reports/report';
import { reportNotice } from '../../reports/report-notice';
import type { Asker } from '../answer-deps';
import type { Understanding } from '../intent';
import type { MuteAnswerDeps } from '../mutes/mute-answer-deps';
import { settleScopes } from '../mutes/settle-scopes';

/** What a conversation wants to hear of, absent for everything; or the report that asks back. */
export type SettledFilter =
  | { kind: 'filter'; filter: RouteFilter | undefined; notes: string[] }
  | { kind: 'doubt'; report: Report };

/** Asks back where hubs and devices are named side by side: every part of a filter has to fit. */
export async function settleFilter(
  understanding: Understanding,
  asker: Asker,
  deps: MuteAnswerDeps,
): Promise<SettledFilter> {
  const { devices, pattern, cause, hub, severity } = understanding.parameters;
  const grade = severity === undefined ? {} : { severity };
  const namesNothing = [devices, pattern, cause, hub].every((each) => each === undefined);
  if (namesNothing) {
    return { kind: 'filter', filter: severity === undefined ? undefined : grade, notes: [] };
  }
  const settled = await settleScopes(understanding, asker, deps);
  if (settled.kind === 'doubt') return settled;
  const named = readFilter(settled.scopes);
  if (named === undefined) return { kind: 'doubt', report: reportMixed() };
  return { kind: 'filter', filter: { ...named, ...grade }, notes: settled.notes };
}

/** Undefined where hubs and devices are named side by side. */
function readFilter(scopes: MuteScope[]): RouteFilter | undefined {
  const valuesOf = (...kinds: MuteScope['kind'][]) =>
    scopes.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value);
  const whole = valuesOf('hub');
  const devices = valuesOf('device', 'pattern');
  const causes = valuesOf('cause');
  if (whole.length > 0 && devices.length > 0) return undefined;
  const hubs = [...new Set([...whole, ...scopes.flatMap(({ hub }) => hub ?? [])])];
  return {
    ...(hubs.length > 0 && { hubs }),
    ...(devices.length > 0 && { devices }),
    ...(causes.length > 0 && { causes }),
  };
}

function reportMixed(): Report {
  return reportNotice(
    'Nothing was changed: name hubs or devices, not both. Say “subscribe to contoso-hub”, or “subscribe to line7-* on contoso-hub”.',
    { word: 'Question', tone: 'warning' },
  );
}
