import { fillQuery } from './fill-query';

/**
 * A documented query as it stands, kept to one hub and to so many rows: what came from a document
 * knows neither. An empty hub keeps all hubs.
 */
export function narrowQuery(text: string, to: { hub: string; cap: number }): string {
  const narrowed = to.hub === '' ? text : keepToHub(text, to.hub);
  return `${narrowed}\n${fillQuery(capLine, { cap: to.cap }).split('\n')[1]}`;
}

const hubLine = '// param hub: string\n| where _ResourceId endswith strcat("/", {hub})';
const capLine = '// param cap: long\n| take {cap}';

/** Right behind the line that keeps to IoT hubs: later lines may drop the column. */
function keepToHub(text: string, hub: string): string {
  const line = fillQuery(hubLine, { hub }).split('\n')[1] ?? '';
  const lines = text.split('\n');
  const at = lines.findIndex((each) => each.includes('ResourceType == "IOTHUBS"'));
  if (at < 0) throw new Error('A documented query does not say that it is about IoT hubs.');
  return [...lines.slice(0, at + 1), line, ...lines.slice(at + 1)].join('\n');
}
