import { type Behind, compareVersions, howFarBehind } from './compare-versions';
import { findKeepAlive } from './find-keep-alive';
import { cleanPlatform, readSdkVersion, type WrittenProduct } from './read-sdk-version';
import knowledge from './sdks.json';

export interface KnownSdk {
  /** Stable id in the knowledge base, such as `dotnet`; undefined for a product we do not know. */
  id: string | undefined;
  /** `.NET`, `Node.js` …, or the product as the client wrote it. */
  name: string;
  version: string;
  /** First part of what stands in parentheses, such as `.NET Core 3.1.19`. */
  runtime: string | undefined;
  /** Second part, such as `Linux 5.4.0`; of Embedded C all that stands there. */
  os: string | undefined;
  /** `IoT Edge agent` or `IoT Edge hub` where one of them is the client. */
  edge: string | undefined;
  raw: string;
  newest: string | undefined;
  /** When a registry or document named `newest`: `yyyy-mm-dd` or `yyyy-mm`; undefined where nobody knows. */
  newestAsOf: string | undefined;
  /** The product has a successor with another name: version numbers of the two do not compare. */
  retired: boolean;
  /** Undefined where no newest version is known. */
  outdated: boolean | undefined;
  behind: Behind;
  /** What this version is known to cause, oldest first. */
  knownTrouble: KnownTrouble[];
  keepAliveSeconds: number | undefined;
}

interface KnownTrouble {
  /** The first version without it. */
  before: string;
  /** A sentence. */
  text: string;
  source: string;
}

type SdkRecord = (typeof knowledge.sdks)[number];

/**
 * Reads the `sdkVersion` of a log row. Undefined when there is none, or when it names no product
 * with a version: a raw MQTT client, or the API date that back-end operations carry.
 */
export function findSdk(sdkVersion: string | undefined): KnownSdk | undefined {
  const raw = sdkVersion?.trim() ?? '';
  // Some clients put words of their own before the SDK's: the first product we know counts.
  const products = readSdkVersion(raw);
  const known = products.find(({ product }) => findRecord(product) !== undefined);
  const written = known ?? products[0];
  if (written === undefined) return undefined;
  const record = findRecord(written.product);
  return {
    id: record?.id,
    name: record?.name ?? written.product,
    ...platformOf(written, record),
    version: written.version,
    edge: findEdge(raw),
    raw,
    ...comparison(written, record),
    keepAliveSeconds: findKeepAlive(record?.id)?.seconds,
  };
}

function platformOf({ about }: WrittenProduct, record: SdkRecord | undefined) {
  const [first, second] = about;
  if (record?.platformOnly === true) {
    return { runtime: undefined, os: about.filter(Boolean).join(', ') || undefined };
  }
  return { runtime: first || undefined, os: cleanPlatform(second) };
}

function comparison({ product, version }: WrittenProduct, record: SdkRecord | undefined) {
  const retired = record !== undefined && isRetired(record, product);
  const behind: Behind = retired ? 'far-behind' : howFarBehind(version, record?.newest);
  return {
    newest: record?.newest,
    newestAsOf: record?.newestAsOf,
    retired,
    outdated: behind === 'unknown' ? undefined : behind !== 'current',
    behind,
    knownTrouble: retired ? [] : troubleOf(version, record),
  };
}

function troubleOf(version: string, record: SdkRecord | undefined): KnownTrouble[] {
  const known: KnownTrouble[] = record?.knownTrouble ?? [];
  return known.filter(({ before }) => compareVersions(version, before) < 0);
}

function findRecord(product: string): SdkRecord | undefined {
  const name = product.toLowerCase();
  return knowledge.sdks.find(({ products, retired }) =>
    [...products, ...retired].some((known) => known.toLowerCase() === name),
  );
}

function isRetired(record: SdkRecord, product: string): boolean {
  return record.retired.some((name) => name.toLowerCase() === product.toLowerCase());
}

function findEdge(raw: string): string | undefined {
  const products = Object.entries(knowledge.edge.products);
  return products.find(([product]) => new RegExp(`\\b${product}\\b`, 'i').test(raw))?.[1];
}
