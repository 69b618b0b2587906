import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sdks } from '../../../src/knowledge/schemas';
import known from '../../../src/knowledge/sdks.json';

const root = join(__dirname, '../../..');
/** The day may change while a test runs. */
const today = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);

/** What was known before, so that a refresh of the real file changes no test. */
const before: Record<string, string> = {
  dotnet: '1.42.3',
  java: '2.5.1',
  node: '1.18.4',
  python: '2.14.0',
  c: '1.15.0',
};
const stock = {
  ...known,
  sdks: known.sdks.map(({ newest: _newest, newestAsOf: _asOf, ...sdk }) => {
    const newest = before[sdk.id];
    return newest === undefined ? sdk : { ...sdk, newest, newestAsOf: '2024-07' };
  }),
};

/** Replies as the registries give them, cut to what surrounds the version. */
const recorded: Record<string, string> = {
  '/azure-iot-device/latest': '{"name":"azure-iot-device","version":"1.19.0","main":"device.js"}',
  '/pypi/azure-iot-device/json':
    '{"info":{"name":"azure-iot-device","version":"2.15.1"},"releases":{"2.15.1":[]}}',
  '/v3-flatcontainer/microsoft.azure.devices.client/index.json':
    '{"versions":["1.42.3","1.43.0","1.9.1","2.0.0-preview007"]}',
  '/maven2/com/microsoft/azure/sdk/iot/iot-device-client/maven-metadata.xml':
    '<metadata><versioning><latest>2.6.0-beta</latest><versions><version>2.5.1</version><version>2.5.10</version><version>2.6.0-beta</version></versions></versioning></metadata>',
  '/repos/Azure/azure-iot-sdk-c/releases/latest': '{"tag_name":"LTS_07_2026","draft":false}',
  '/Azure/azure-iot-sdk-c/LTS_07_2026/iothub_client/inc/iothub_client_version.h':
    '#define IOTHUB_SDK_VERSION "1.16.0"\n',
  '/repos/Azure/azure-sdk-for-c/releases/latest': '{"tag_name":"1.6.0","draft":false}',
};

let server: Server | undefined;
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sdks-'));
  file = join(folder, 'sdks.json');
  writeFileSync(file, JSON.stringify(stock));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
  server = undefined;
});

/** What is not named here the registry does not have. */
async function serve(replies: Record<string, string>): Promise<string> {
  server = createServer((request, response) => {
    const reply = replies[request.url ?? ''];
    response.statusCode = reply === undefined ? 503 : 200;
    response.end(reply ?? 'down');
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function refresh(origin: string): Promise<{ code: number; out: string; err: string }> {
  const args = ['scripts/refresh-sdks.mjs', '--file', file, '--origin', origin];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

function versions(): Record<string, (string | undefined)[]> {
  const { sdks } = Sdks.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.fromEntries(sdks.map(({ id, newest, newestAsOf }) => [id, [newest, newestAsOf]]));
}

describe('scripts/refresh-sdks.mjs', () => {
  it('writes the newest release that each registry names, with the day', async () => {
    const { code, err } = await refresh(await serve(recorded));

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(versions()).toEqual({
      dotnet: ['1.43.0', today],
      java: ['2.5.10', today],
      node: ['1.19.0', today],
      python: ['2.15.1', today],
      c: ['1.16.0', today],
      'embedded-c': ['1.6.0', today],
    });
  });

  it('names the registry that failed and leaves its SDK as it was', async () => {
    const { '/pypi/azure-iot-device/json': _down, ...others } = recorded;

    const { code, err } = await refresh(await serve(others));

    expect(code).toBe(0);
    expect(err).toMatch(/^pypi failed for azure-iot-device, Python stays 2\.14\.0: .* 503\n$/);
    expect(versions()).toMatchObject({ python: ['2.14.0', '2024-07'], node: ['1.19.0', today] });
  });

  it('writes nothing when all registries fail', async () => {
    const untouched = readFileSync(file, 'utf8');

    const { code, err } = await refresh(await serve({}));

    expect(code).toBe(1);
    expect(err).toContain('No registry answered: nothing is written.');
    expect(readFileSync(file, 'utf8')).toBe(untouched);
  });

  it.each([
    ['an older version', '{"version":"1.2.3"}', /older than 1\.18\.4/],
    ['a preview only', '{"version":"9.0.0-preview"}', /names no released version/],
    ['no version', '{}', /names no released version/],
    ['no JSON', '<html>', /npm failed for azure-iot-device/],
  ])('takes %s for a failure', async (_what, reply, expected) => {
    const { err } = await refresh(await serve({ ...recorded, '/azure-iot-device/latest': reply }));

    expect(err).toMatch(expected);
    expect(versions()).toMatchObject({ node: ['1.18.4', '2024-07'] });
  });
});
