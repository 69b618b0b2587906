import { z } from 'zod';

// The shapes of the JSON files in this folder. A test holds the files to them; nothing else runs it.

const Url = z.url({ protocol: /^https$/ });
const Sources = z.array(Url).min(1);
const Sentence = z.string().regex(/^[A-Z"0-9].*[.!?]$/s);
const Words = z.string().min(3);
const Digits = z.string().regex(/^\d{6}$/);

export const ErrorCodes = z.array(
  z.strictObject({
    code: Digits.or(z.literal('')),
    name: z.string().regex(/^[A-Za-z]\w+$/),
    aliases: z.array(z.string().regex(/^\w+$/)),
    meaning: Words,
    symptom: Sentence,
    cause: Sentence,
    resolution: z.array(Sentence).min(1),
    transient: z.enum(['yes', 'no', 'depends']),
    url: Url,
    sources: Sources,
  }),
);

export const ErrorFamilies = z.array(
  z.strictObject({
    prefix: z.string().regex(/^[45]\d{0,3}$/),
    subject: Words,
    meaning: Words,
    transient: z.enum(['yes', 'no']),
    cause: Sentence,
    resolution: z.array(Sentence).min(1),
    url: Url,
    sources: Sources,
  }),
);

export const ErrorNames = z.strictObject({
  sources: Sources,
  names: z.record(Digits, z.string().regex(/^[A-Z]\w+$/)),
});

export const RefusalMessages = z.strictObject({
  sources: Sources,
  code: Digits,
  messages: z
    .array(
      z.strictObject({
        pattern: Words,
        reading: Sentence,
        provesNot: Sentence,
        about: z.enum(['credential', 'permission', 'registration']),
        steps: z.array(Sentence).min(1).max(2),
      }),
    )
    .min(1),
});

export const DeviceMessages = z.strictObject({
  messages: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]+$/),
        title: z.string().min(3).max(80),
        saidBy: Words,
        // A blank stands for any few blanks or marks.
        patterns: z.array(z.string().min(4)).min(1),
        meaning: Words,
        proves: Sentence,
        provesNot: Sentence,
        next: z.array(Sentence).min(1).max(4),
        transient: z.enum(['yes', 'no', 'depends']),
        // Codes that the hub may have logged for it.
        related: z.array(Digits),
        sources: Sources,
      }),
    )
    .min(1),
});

const Version = z.string().regex(/^\d+\.\d+\.\d+$/);

const Registry = z.strictObject({
  kind: z.enum(['npm', 'pypi', 'nuget', 'maven', 'github-header', 'github-tag']),
  package: z.string().min(3),
});

export const Sdks = z.strictObject({
  sdks: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z-]+$/),
      name: z.string(),
      products: z.array(z.string()).min(1),
      retired: z.array(z.string()),
      newest: Version.optional(),
      // The day or month of the registry or document that named it; left out where neither has one.
      newestAsOf: z
        .string()
        .regex(/^\d{4}-\d\d(-\d\d)?$/)
        .optional(),
      // What stands in parentheses is the platform alone, and no runtime comes before it.
      platformOnly: z.boolean().optional(),
      registry: Registry,
      knownTrouble: z.array(z.strictObject({ before: Version, text: Sentence, source: Url })),
      sources: Sources,
    }),
  ),
  edge: z.strictObject({ products: z.record(z.string(), Words), sources: Sources }),
});

export const KeepAlives = z.strictObject({
  hubFactor: z.number().positive(),
  longestHubWaitSeconds: z.int().positive(),
  sources: Sources,
  sdks: z.array(
    z.strictObject({
      sdk: z.string(),
      seconds: z.int().positive(),
      configurable: z.boolean(),
      pingSeconds: z.int().positive().optional(),
      amqpIdleSeconds: z.int().positive().optional(),
      disputed: Sentence.optional(),
      sources: Sources,
    }),
  ),
});

const Sku = z.enum(['F1', 'B1', 'B2', 'B3', 'S1', 'S2', 'S3']);
const Limit = z.strictObject({
  perUnit: z.int().nonnegative(),
  atLeast: z.int().positive().optional(),
});

export const Limits = z.strictObject({
  sources: Sources,
  hub: z.record(z.string(), z.int().positive()),
  sizes: z.array(
    z.strictObject({
      skus: z.array(Sku).min(1),
      connectionsPerSecond: Limit,
      d2cSendsPerSecond: Limit,
      registryPerMinute: Limit,
      queriesPerMinute: Limit,
      twinReadsPerSecond: Limit,
      twinUpdatesPerSecond: Limit,
      methodKilobytesPerSecond: Limit,
      c2dSendsPerMinute: Limit,
    }),
  ),
  daily: z.strictObject({
    verified: z.boolean(),
    sources: Sources,
    messages: z.array(
      z.strictObject({
        skus: z.array(Sku).min(1),
        perUnit: z.int().positive(),
        meteredBytes: z.int().positive(),
      }),
    ),
  }),
});

export const CloudLinkRecords = z.record(
  z.enum(['public', 'usgov', 'china']),
  z.strictObject({
    name: Words,
    portal: Url,
    docs: z.url().endsWith('/'),
    status: Url,
    hubSuffix: z.string().regex(/^[a-z-]+\.[a-z]+$/),
    sources: Sources,
  }),
);

export const TokenRenewal = z.strictObject({
  tolerancePercent: z.number().positive(),
  longestGapSeconds: z.int().positive(),
  codes: z.array(Digits),
  protocols: z.array(z.string().regex(/^[a-z]+$/)),
  defaultTokenMinutes: z.int().positive(),
  sources: Sources,
  sdks: z.array(
    z.strictObject({
      sdk: z.string(),
      periodMinutes: z.int().positive(),
      // The period of a token of any life: so many percent of it, and so many seconds more or less.
      lifePercent: z.int().positive(),
      addedSeconds: z.int(),
      errorsLogged: z.boolean(),
      // The hub ends the connection, and always with an error.
      cutByHub: z.boolean(),
      reason: Words,
      // How its tokens are made to live longer: a sentence.
      setting: Sentence,
      sources: Sources,
    }),
  ),
});

export const Ports = z.strictObject({
  sources: Sources,
  protocols: z.array(
    z.strictObject({
      protocol: z.string(),
      port: z.int().positive(),
      insteadUse: z.string().optional(),
    }),
  ),
});

export const Links = z.record(z.string(), z.strictObject({ title: Words, url: Url }));
