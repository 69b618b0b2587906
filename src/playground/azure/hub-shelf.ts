import { z } from 'zod';
import {
  type Complaint,
  complain,
  complaintsOf,
  isHubName,
  readFields,
  type Teller,
} from './hub-values';

/** What is known of a hub as a resource, over what every hub has. */
interface GivenHub {
  /** The body of `GET {resourceId}`, without what is ours alone. */
  body: Record<string, unknown>;
  /** Undefined where nobody said. */
  diagnosticSettings: Record<string, unknown>[] | undefined;
  /** Whether a story had a say in it. */
  isStory: boolean;
}

export interface HubShelf {
  /**
   * Adds `{hub: ARM body}` over what is known of that hub. Its `units` is short for `sku.capacity`; its
   * `diagnosticSettings` are listed elsewhere. Gives a reason for every part it cannot use.
   */
  put(value: unknown, teller: Teller): Complaint[];
  find(hub: string): GivenHub | undefined;
  hubs(): string[];
}

export function createHubShelf(): HubShelf {
  const shelf = new Map<string, GivenHub>();
  return {
    put: (value, teller) =>
      readFields(value, (hub, body) => {
        if (!isHubName(hub)) return [complain('is not the name of a hub')];
        const read = Hub.safeParse(body);
        if (!read.success) return complaintsOf(read.error);
        const known = shelf.get(hub.toLowerCase());
        const isStory = teller === 'story' || known?.isStory === true;
        shelf.set(hub.toLowerCase(), { ...givenHub(read.data, known), isStory });
        return [];
      }),
    find: (hub) => shelf.get(hub.toLowerCase()),
    hubs: () => [...shelf.keys()],
  };
}

function givenHub(
  { units, diagnosticSettings, ...body }: z.infer<typeof Hub>,
  known: GivenHub | undefined,
): Omit<GivenHub, 'isStory'> {
  const capacity = units === undefined ? {} : { capacity: units };
  return {
    body: {
      ...known?.body,
      ...body,
      sku: { ...Object(known?.body.sku), ...body.sku, ...capacity },
      properties: { ...Object(known?.body.properties), ...body.properties },
    },
    diagnosticSettings: diagnosticSettings ?? known?.diagnosticSettings,
  };
}

const skuNames = ['F1', 'B1', 'B2', 'B3', 'S1', 'S2', 'S3'] as const;
const units = z.int('is not a whole number').positive('is not above 0').optional();
const text = z.string('is not a text').optional();
const Log = z.looseObject({
  category: z.string('is not a text').nullish(),
  categoryGroup: z.string('is not a text').nullish(),
  enabled: z.boolean('is neither true nor false'),
});
const Setting = z.looseObject(
  {
    name: text,
    properties: z.looseObject(
      {
        workspaceId: z.string('is not a text').nullish(),
        logs: z.array(Log, 'is not a list').optional(),
      },
      'is not an object',
    ),
  },
  'is not a diagnostic setting',
);
const Hub = z.looseObject(
  {
    location: text,
    sku: z
      .looseObject(
        {
          name: z.enum(skuNames, `is not one of ${skuNames.join(', ')}`).optional(),
          capacity: units,
        },
        'is not an object',
      )
      .optional(),
    units,
    properties: z.looseObject({ hostName: text, state: text }, 'is not an object').optional(),
    diagnosticSettings: z.array(Setting, 'is not a list').optional(),
  },
  'is not the body of a hub',
);
