/** A product as a client wrote it into `sdkVersion`, with what stands in parentheses behind it. */
export interface WrittenProduct {
  product: string;
  version: string;
  /** Between the parentheses, cut at the semicolons. */
  about: string[];
}

/** A device may write what it likes: longer than any SDK writes, and nothing is read twice for long. */
const longest = 1000;

/**
 * Reads every `product/1.2.3 (runtime; os; architecture)` of the text, in its order. Devices that
 * build their MQTT user name by themselves may have it percent-encoded. What is very long is read
 * as far as an SDK could have written it.
 */
export function readSdkVersion(sdkVersion: string): WrittenProduct[] {
  return [...decode(sdkVersion.slice(0, longest)).matchAll(written)].map(({ groups }) => ({
    product: groups?.product ?? '',
    version: groups?.version ?? '',
    about: (groups?.about ?? '').split(';').map((part) => part.trim()),
  }));
}

/** Tried only where a word begins: a long one without a version must not be read from each letter. */
const written =
  /(?<![^/(\s;,=&?])(?<product>[^/(\s;,=&?]+)\/(?<version>\d+\.\d+\.\d+[^\s(;,)&]*)(?:\s*\((?<about>[^()]*))?/g;

/** `Microsoft Windows 10.0.22000 WindowsProduct:0x00000030` -> `Microsoft Windows 10.0.22000`. */
export function cleanPlatform(part: string | undefined): string | undefined {
  const clean = part?.replace(/\s*WindowsProduct:0x[0-9a-f]+\s*/i, ' ').trim() ?? '';
  if (clean === '') return undefined;
  return /^\d/.test(clean) ? `Windows ${clean}` : clean;
}

function decode(text: string): string {
  try {
    return /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}
