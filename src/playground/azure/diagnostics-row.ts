import type { KqlColumn } from '../../kql';
import type { ExportedRecord } from './exported-record';

export const diagnosticsTable = 'AzureDiagnostics';

/** The columns the table reference guarantees, and those IoT Hub's records add. */
export const diagnosticsColumns: KqlColumn[] = [
  { name: 'TenantId', type: 'string' },
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'ResourceId', type: 'string' },
  { name: 'Category', type: 'string' },
  { name: 'ResourceGroup', type: 'string' },
  { name: 'SubscriptionId', type: 'string' },
  { name: 'ResourceProvider', type: 'string' },
  { name: 'Resource', type: 'string' },
  { name: 'ResourceType', type: 'string' },
  { name: 'OperationName', type: 'string' },
  { name: 'OperationVersion', type: 'string' },
  { name: 'ResultType', type: 'string' },
  { name: 'ResultSignature', type: 'string' },
  { name: 'ResultDescription', type: 'string' },
  { name: 'DurationMs', type: 'long' },
  { name: 'CallerIPAddress', type: 'string' },
  { name: 'CorrelationId', type: 'string' },
  { name: 'Level', type: 'string' },
  { name: 'location_s', type: 'string' },
  { name: 'properties_s', type: 'string' },
  { name: 'SourceSystem', type: 'string' },
  { name: 'Type', type: 'string' },
  { name: '_ResourceId', type: 'string' },
];

/** Cells in the order of `diagnosticsColumns`; an absent text is empty, as strings are never null. */
export function createDiagnosticsCells(): (record: ExportedRecord) => unknown[] {
  const resources = new Map<string, Resource>();
  return (record) => {
    const resource = findResource(resources, record.resourceId);
    return [
      text(record.tenantId),
      inUtc(record.time),
      resource.id,
      text(record.category),
      resource.group,
      resource.subscription,
      resource.provider,
      resource.name,
      resource.type,
      text(record.operationName),
      text(record.operationVersion),
      text(record.resultType),
      text(record.resultSignature),
      text(record.resultDescription),
      wholeNumber(record.durationMs),
      text(record.callerIpAddress),
      text(record.correlationId),
      text(record.level),
      text(record.location),
      // Always a text here, also when the export carried an object.
      text(record.properties),
      'Azure',
      diagnosticsTable,
      resource.lowerId,
    ];
  };
}

/** The hub's name in lower case, or undefined for another kind of resource. */
export function findHubName(resourceId: string): string | undefined {
  return /\/microsoft\.devices\/iothubs\/(?<hub>[^/]+)/i
    .exec(resourceId)
    ?.groups?.hub?.toLowerCase();
}

interface Resource {
  id: string;
  lowerId: string;
  subscription: string;
  group: string;
  provider: string;
  type: string;
  name: string;
}

/** A file repeats few ids very often: each is taken apart once. */
function findResource(known: Map<string, Resource>, resourceId: string): Resource {
  const found = known.get(resourceId);
  if (found) return found;
  const resource = readResource(resourceId);
  known.set(resourceId, resource);
  return resource;
}

function readResource(resourceId: string): Resource {
  const id = resourceId.toUpperCase();
  return {
    id,
    lowerId: resourceId.toLowerCase(),
    subscription: segmentAfter(id, 'SUBSCRIPTIONS'),
    group: segmentAfter(id, 'RESOURCEGROUPS'),
    ...readProvider(id),
  };
}

function readProvider(id: string): Pick<Resource, 'provider' | 'type' | 'name'> {
  const [provider = '', type = '', name = ''] = (id.split('/PROVIDERS/')[1] ?? '').split('/');
  return { provider, type, name };
}

function segmentAfter(id: string, word: string): string {
  const segments = id.split('/');
  const at = segments.indexOf(word);
  return at < 0 ? '' : (segments[at + 1] ?? '');
}

function text(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function wholeNumber(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : null;
}

/** Exports write `Z`; a time without a zone means UTC in Azure, unlike in JavaScript. */
function inUtc(time: string): string {
  if (time.endsWith('Z')) return time;
  if (!/[+-]\d\d:?\d\d$/.test(time)) return `${time}Z`;
  return new Date(time).toISOString();
}
