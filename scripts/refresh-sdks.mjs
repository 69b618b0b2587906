// Asks the registries for the newest release of each SDK and writes it with today's date into
// src/knowledge/sdks.json. A registry that fails leaves its SDK as it was; when all fail, nothing is
// written. Run by hand before a release, never by the product:
//   node scripts/refresh-sdks.mjs [--file <sdks.json>] [--origin <of a mirror that keeps the paths>]
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** Per registry: where an SDK stands, and the released versions its reply names. */
const registries = {
  npm: {
    url: (name) => `https://registry.npmjs.org/${name}/latest`,
    read: (reply) => [JSON.parse(reply).version],
  },
  pypi: {
    url: (name) => `https://pypi.org/pypi/${name}/json`,
    read: (reply) => [JSON.parse(reply).info.version],
  },
  nuget: {
    url: (name) => `https://api.nuget.org/v3-flatcontainer/${name}/index.json`,
    read: (reply) => JSON.parse(reply).versions,
  },
  maven: {
    url: (name) =>
      `https://repo1.maven.org/maven2/${name.replace(/[.:]/g, '/')}/maven-metadata.xml`,
    read: (reply) => [...reply.matchAll(/<version>([^<]+)<\/version>/g)].map(([, one]) => one),
  },
  'github-tag': {
    url: (name) => `https://api.github.com/repos/${name}/releases/latest`,
    read: (reply) => [JSON.parse(reply).tag_name],
  },
};

const { values: asked } = parseArgs({
  options: {
    file: { type: 'string', default: 'src/knowledge/sdks.json' },
    origin: { type: 'string' },
  },
});
const today = new Date().toISOString().slice(0, 10);
const knowledge = JSON.parse(readFileSync(asked.file, 'utf8'));
const sdks = await Promise.all(knowledge.sdks.map(refresh));
const refreshed = sdks.filter((sdk) => sdk !== undefined).length;
if (refreshed === 0) {
  console.error('No registry answered: nothing is written.');
  process.exitCode = 1;
} else {
  const merged = sdks.map((sdk, place) => sdk ?? knowledge.sdks[place]);
  writeFileSync(asked.file, format({ ...knowledge, sdks: merged }));
  console.log(`${refreshed} of ${sdks.length} SDKs are as of ${today}.`);
}

/** The SDK with what its registry names today; undefined, and said so, where that failed. */
async function refresh(sdk) {
  const { id, name, products, retired, newest: known, newestAsOf: _past, ...rest } = sdk;
  try {
    const newest = newestOf(await findVersions(sdk.registry));
    if (known !== undefined && compare(newest, known) < 0) {
      throw new Error(`it names ${newest}, older than ${known} that is known`);
    }
    console.log(`${name}: ${known ?? 'unknown'} -> ${newest}`);
    return { id, name, products, retired, newest, newestAsOf: today, ...rest };
  } catch (error) {
    const { kind, package: of } = sdk.registry;
    console.error(`${kind} failed for ${of}, ${name} stays ${known ?? 'unknown'}: ${why(error)}`);
    return undefined;
  }
}

/** Tags of the C SDK are dates: its version stands in a header at the tag of the newest release. */
async function findVersions({ kind, package: name }) {
  if (kind !== 'github-header') {
    const { url, read } = registries[kind];
    return read(await get(url(name)));
  }
  const [tag] = await findVersions({ kind: 'github-tag', package: name });
  const path = `${name}/${tag}/iothub_client/inc/iothub_client_version.h`;
  const header = await get(`https://raw.githubusercontent.com/${path}`);
  return [/IOTHUB_SDK_VERSION\s+"([^"]+)"/.exec(header)?.[1]];
}

async function get(url) {
  const { pathname, origin } = new URL(url);
  const place = `${asked.origin ?? origin}${pathname}`;
  const response = await fetch(place, {
    headers: { 'user-agent': 'reconnect-refresh-sdks' },
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`${place} answered ${response.status}`);
  return response.text();
}

/** Of releases only: a preview is not what a device should be updated to. */
function newestOf(versions) {
  const released = (Array.isArray(versions) ? versions : []).filter((version) =>
    /^\d+\.\d+\.\d+$/.test(version),
  );
  const newest = released.sort(compare).at(-1);
  if (newest === undefined) throw new Error('its reply names no released version');
  return newest;
}

function compare(a, b) {
  const right = b.split('.').map(Number);
  const differences = a.split('.').map((part, place) => Number(part) - right[place]);
  return differences.find((difference) => difference !== 0) ?? 0;
}

function why(error) {
  return error.cause?.code ?? error.cause?.message ?? error.message;
}

function format(content) {
  const input = JSON.stringify(content, null, 2);
  const biome = new URL('../node_modules/.bin/biome', import.meta.url).pathname;
  return execFileSync(biome, ['format', '--stdin-file-path=sdks.json'], { input });
}
