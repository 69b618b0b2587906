import { z } from 'zod';

const Account = z.object({
  id: z.string().min(1).max(500),
  name: given(z.string().max(500)),
});

const Entity = z.looseObject({
  type: z.string().optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  timezone: z.string().max(100).optional().catch(undefined),
  mentioned: z.object({ id: z.string() }).optional().catch(undefined),
});

const TeamsChannelData = z.object({ tenant: given(z.object({ id: z.string().max(100) })) });

/** Only the fields we use of what the Bot Framework sends; the rest is dropped. */
export const Activity = z.object({
  type: z.string().min(1).max(100),
  id: given(z.string().max(1000)),
  name: given(z.string().max(200)),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().min(1).max(500),
  conversation: z.object({
    // In bytes: a store looks conversations up by it.
    id: z
      .string()
      .min(1)
      .refine((id) => Buffer.byteLength(id) <= 1000),
    conversationType: given(z.string().max(100)),
    tenantId: given(z.string().max(100)),
    isGroup: given(z.boolean()),
  }),
  channelData: given(TeamsChannelData).catch(undefined),
  from: Account,
  recipient: Account,
  locale: z.string().max(50).optional().catch(undefined),
  localTimezone: z.string().max(100).optional().catch(undefined),
  text: given(z.string()),
  replyToId: given(z.string().max(1000)),
  value: z.unknown().optional(),
  entities: z.array(Entity).optional().catch(undefined),
  /** What happened to the app: only in `installationUpdate`. */
  action: given(z.string()).catch(undefined),
  membersAdded: z.array(Account).optional().catch(undefined),
  membersRemoved: z.array(Account).optional().catch(undefined),
});

export type Activity = z.infer<typeof Activity>;

/** Clients leave a field they have nothing for out, or write it as null. */
function given<T extends z.ZodType>(shape: T) {
  return shape.nullish().transform((value) => value ?? undefined);
}
