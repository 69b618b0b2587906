import { z } from 'zod';
import type { DeviceTwin } from '../../ports/device-registry';
import type { Hub } from '../../ports/hub';
import { AppError } from '../../shared/app-error';
import { redactSecrets } from '../../shared/redact-secrets';

/** Reads the body of `GET /twins/{id}`, or throws AppError `registry_unreadable`. */
export function readTwin(text: string, hub: Hub): DeviceTwin {
  const read = TwinBody.safeParse(readJson(text));
  if (!read.success) {
    const field = read.error.issues[0]?.path.join('.') || 'the body';
    throw new AppError(
      'registry_unreadable',
      `${hub.hostName} answered, but not with a device twin: ${field} is not as expected.`,
      { cause: read.error },
    );
  }
  const twin = read.data;
  return {
    deviceId: twin.deviceId,
    hubName: hub.name,
    status: twin.status,
    statusReason: redactSecrets(twin.statusReason ?? '') || undefined,
    statusUpdatedAt: readTime(twin.statusUpdateTime),
    connectionState: twin.connectionState ?? undefined,
    lastActivityAt: readTime(twin.lastActivityTime),
    authenticationType: twin.authenticationType || undefined,
  };
}

const TwinBody = z.object({
  deviceId: z.string().min(1),
  status: z.enum(['enabled', 'disabled']),
  statusReason: z.string().nullish(),
  statusUpdateTime: z.string().nullish(),
  connectionState: z.enum(['Connected', 'Disconnected']).nullish().catch(undefined),
  lastActivityTime: z.string().nullish(),
  authenticationType: z.string().nullish(),
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was never set reads as year 1, and times without a zone are UTC. */
function readTime(text: string | null | undefined): Date | undefined {
  if (!text || text.startsWith('0001-01-01')) return undefined;
  const at = new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
