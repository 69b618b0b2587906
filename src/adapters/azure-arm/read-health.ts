import { z } from 'zod';
import type { HealthStatus } from '../../ports/health-source';
import { redactSecrets } from '../../shared/redact-secrets';
import { readBody, word } from './read-body';

/** One page of `Microsoft.ResourceHealth/availabilityStatuses`. Throws `arm_unreadable`. */
export function readHealthPage(body: unknown): {
  statuses: ToldStatus[];
  nextLink: string | undefined;
} {
  const { value, nextLink } = readBody('availability statuses', HealthBody, body);
  return { statuses: value, nextLink: nextLink || undefined };
}

/** Newest first. A state ends when the next one begins. */
export function readHealth(told: ToldStatus[]): HealthStatus[] {
  const statuses = told
    .map((status) => ({ ...status, since: readTime(status.properties) }))
    .sort((a, b) => orderOf(b) - orderOf(a));
  return statuses.map(({ properties, since }, at) => {
    const state = stateOf(properties);
    return {
      state,
      title: redactSecrets(properties.title ?? ''),
      summary: redactSecrets(properties.summary ?? ''),
      reason: state === 'available' ? '' : (properties.reasonType ?? ''),
      since,
      until: statuses[at - 1]?.since,
    };
  });
}

/** The one named `current` holds whenever it began; what has no time is taken for old. */
function orderOf({ name, since }: { name?: string | null; since: Date | undefined }): number {
  if (name === 'current') return Number.MAX_VALUE;
  return since?.getTime() ?? -Number.MAX_VALUE;
}

/** A word that is new to us says nothing. */
function stateOf({ availabilityState }: ToldStatus['properties']): HealthStatus['state'] {
  return word(states).catch('unknown').parse(availabilityState);
}

/** Azure's spelling, and the right one in case it is mended. Times without a zone are UTC. */
function readTime({ occuredTime, occurredTime }: ToldStatus['properties']): Date | undefined {
  const text = occuredTime ?? occurredTime;
  if (!text || text.startsWith('0001-01-01')) return undefined;
  const at = new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const states = ['available', 'degraded', 'unavailable', 'unknown'] as const;
const text = z.string().nullish();
const ToldStatus = z.object({
  name: text,
  properties: z.object({
    availabilityState: z.string(),
    title: text,
    summary: text,
    reasonType: text,
    occuredTime: text,
    occurredTime: text,
  }),
});
type ToldStatus = z.infer<typeof ToldStatus>;
const HealthBody = z.object({ value: z.array(ToldStatus), nextLink: text });
