import type { AlertDimension } from '../../ports/alert-about';
import type { HubClues } from '../find-alert-hub';

// Azure fills the configuration items from these in the same order.
const resourceNames = ['_resourceid', 'resourceid', 'resource'];

/** The values that name a resource, by the best of the columns that do, and all the others. */
export function findNamedResources(
  pairs: AlertDimension[],
): Pick<HubClues, 'resources' | 'otherValues'> {
  const isResource = ({ name }: AlertDimension) => resourceNames.includes(name.toLowerCase());
  const otherValues = pairs.filter((pair) => !isResource(pair)).map(({ value }) => value);
  for (const wanted of resourceNames) {
    const named = pairs.filter(({ name, value }) => name.toLowerCase() === wanted && value !== '');
    if (named.length > 0) return { resources: named.map(({ value }) => value), otherValues };
  }
  return { resources: [], otherValues };
}

/** True when a query, or what it was split by, speaks of IoT hubs. */
export function readsHubLogs(query: string, pairs: AlertDimension[]): boolean {
  return [query, ...pairs.map(({ value }) => value)].some((text) =>
    /iot ?hub|microsoft\.devices/i.test(text),
  );
}
