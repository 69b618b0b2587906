import { type HubLimits, limitsFor } from '../../knowledge/limits-for';
import { isAppError } from '../../shared/app-error';
import type { HubQuestion, SummarizeDeps } from '../hub/summarize-hub';
import { sayCount } from '../words';

/**
 * What the hub takes by its tier and units, as Azure names them now; undefined where that could not
 * be asked, or is of several hubs.
 */
export async function findLimits(
  { hubName }: HubQuestion,
  { sources }: Pick<SummarizeDeps, 'sources'>,
): Promise<HubLimits | undefined> {
  const hub = hubName === undefined ? undefined : sources?.hubs.find(hubName);
  if (sources === undefined || hub === undefined) return undefined;
  try {
    const { sku, units } = await sources.hubInfo.findHub(hub);
    return limitsFor(sku, units);
  } catch (error) {
    // The summary tells why: it asks the same.
    if (!isAppError(error)) throw error;
    return undefined;
  }
}

/** "S1 with 2 units". */
export function saySize({ sku, units }: HubLimits): string {
  return `${sku} with ${sayCount(units, 'unit')}`;
}

/** Whether one unit more raises what the hub takes a second: in the small tiers it mostly does not. */
export function isRaisedByUnit({ sku, units, d2cSendsPerSecond }: HubLimits): boolean {
  return (limitsFor(sku, units + 1)?.d2cSendsPerSecond ?? 0) > d2cSendsPerSecond;
}
