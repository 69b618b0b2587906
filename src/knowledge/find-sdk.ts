import knowledge from './sdks.json';

export interface KnownSdk {
  /** Stable id in the knowledge base, such as `dotnet`; undefined for a product we do not know. */
  id: string | undefined;
  /** `.NET`, `Node.js` …, or the product as the client wrote it. */
  name: string;
  version: string;
  /** First part of what stands in parentheses, such as `.NET Core 3.1.19`. */
  runtime: string | undefined;
  raw: string;
  newest: string | undefined;
  /** When a registry or document named `newest`: `yyyy-mm-dd` or `yyyy-mm`; undefined where nobody knows. */
  newestAsOf: string | undefined;
  /** The product has a successor with another name: version numbers of the two do not compare. */
  retired: boolean;
  /** Undefined where no newest version is known. */
  outdated: boolean | undefined;
  keepAliveSeconds: number | undefined;
}

type SdkRecord = (typeof knowledge.sdks)[number];

/**
 * Reads the `sdkVersion` of a log row. Undefined when there is none, or when it names no product
 * with a version: a raw MQTT client, or the API date that back-end operations carry.
 */
export function findSdk(sdkVersion: string | undefined): KnownSdk | undefined {
  const raw = sdkVersion?.trim() ?? '';
  // Some clients put words of their own before the SDK's: the first product we know counts.
  const products = readProducts(raw);
  const known = products.find(({ product }) => findRecord(product) !== undefined);
  const { product, version } = known ?? products[0] ?? {};
  if (product === undefined || version === undefined) return undefined;
  const record = findRecord(product);
  return {
    id: record?.id,
    name: record?.name ?? product,
    version,
    runtime: readRuntime(raw),
    raw,
    newest: record?.newest,
    newestAsOf: record?.newestAsOf,
    retired: record !== undefined && isRetired(record, product),
    outdated: record && isOutdated(record, product, version),
    keepAliveSeconds: record?.keepAliveSeconds,
  };
}

function readProducts(raw: string): { product: string; version: string }[] {
  const found = raw.matchAll(/(?<product>[^/(\s;,]+)\/(?<version>\d+\.\d+\.\d+[^\s(;,)]*)/g);
  return [...found].map(({ groups }) => ({
    product: groups?.product ?? '',
    version: groups?.version ?? '',
  }));
}

function findRecord(product: string): SdkRecord | undefined {
  const name = product.toLowerCase();
  return knowledge.sdks.find(({ products, retired }) =>
    [...products, ...retired].some((known) => known.toLowerCase() === name),
  );
}

function readRuntime(raw: string): string | undefined {
  const runtime = raw.match(/\((?<first>[^;()]+)/)?.groups?.first?.trim();
  return runtime === '' ? undefined : runtime;
}

function isOutdated(record: SdkRecord, product: string, version: string): boolean | undefined {
  if (isRetired(record, product)) return true;
  if (record.newest === undefined) return undefined;
  return compareVersions(version, record.newest) < 0;
}

function isRetired(record: SdkRecord, product: string): boolean {
  return record.retired.some((name) => name.toLowerCase() === product.toLowerCase());
}

/** By their three numbers; what follows them, such as `-preview`, does not count. */
function compareVersions(a: string, b: string): number {
  const left = a.split('.').map((part) => Number.parseInt(part, 10));
  const right = b.split('.').map((part) => Number.parseInt(part, 10));
  for (const place of [0, 1, 2]) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
