import { createTwinRegistry } from '../../../src/adapters/iot-hub/twin-registry';
import { createLogAnalytics } from '../../../src/adapters/log-analytics/log-analytics';
import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import { exportedRecord, writeDataFolder } from '../../support/local-azure';
import { quietLog } from '../../support/quiet-log';

const now = new Date('2026-03-10T12:00:00Z');
const window = { from: new Date('2026-03-09T12:00:00Z'), to: now };
const log = quietLog();
let azure: LocalAzure;
let origin = '';
let remove = async () => {};

beforeAll(async () => {
  const data = await writeDataFolder({
    'logs/hub.jsonl': JSON.stringify(exportedRecord()),
    'twins.json': JSON.stringify([
      { hub: 'one-hub', deviceId: 'a', status: 'enabled', connectionState: 'Connected' },
      { hub: 'two-hub', deviceId: 'a', status: 'disabled', connectionState: 'Disconnected' },
      { hub: 'one-hub', deviceId: "p+#1@!'$", status: 'enabled', connectionState: 'Connected' },
    ]),
  });
  remove = data.remove;
  azure = await createLocalAzure({
    now: () => now,
    dataDir: data.folder,
    ingestionDelaySeconds: 0,
    log,
  });
  ({ origin } = await azure.listen(0));
});

afterAll(async () => {
  await azure.close();
  await remove();
});

function ask(kql: string) {
  const logs = createLogAnalytics({
    workspaceId: 'local',
    credential: undefined,
    localOrigin: origin,
    serverTimeoutSeconds: 30,
    log,
  });
  return logs.ask({ name: 'q', kql, window, readRow: (cells) => cells });
}

describe("Azure's own log client against the local workspace", () => {
  it('reads every type of cell', async () => {
    const { rows, newestAt } = await ask(
      'AzureDiagnostics | project TimeGenerated, Level, n = 5, b = true, r = 1.5, nothing = datetime(null), bag = parse_json(properties_s), gap = 90s',
    );

    expect(rows).toEqual([
      {
        TimeGenerated: new Date('2026-03-10T11:30:00Z'),
        Level: 'Error',
        n: 5,
        b: true,
        r: 1.5,
        nothing: undefined,
        bag: { deviceId: 'pump-1', protocol: 'Mqtt' },
        gap: '00:01:30',
      },
    ]);
    expect(newestAt).toEqual(new Date('2026-03-10T11:30:00Z'));
  });

  it.each([
    ['AzureDiagnostics | where Foo == 1', "Failed to resolve scalar expression named 'Foo'"],
    ['AzureDiagnostics | where | take 5', 'Query could not be parsed at'],
  ])('finds the words of a refusal in %s', async (kql, words) => {
    await expect(ask(kql)).rejects.toMatchObject({
      code: 'logs_query_refused',
      message: expect.stringContaining(words),
    });
  });
});

describe('the twin registry against the local hubs', () => {
  const registry = () => createTwinRegistry({ credential: undefined, localOrigin: origin, log });
  const hub = (name: string) => ({ name, hostName: `${name}.azure-devices.net` });

  it('asks the hub it is told to, where ids repeat over hubs', async () => {
    const twins = await Promise.all([
      registry().findTwin(hub('one-hub'), 'a'),
      registry().findTwin(hub('two-hub'), 'a'),
      registry().findTwin(hub('two-hub'), 'b'),
    ]);

    expect(twins.map((twin) => twin?.status)).toEqual(['enabled', 'disabled', undefined]);
  });

  it('does not take a hub whose twins nobody gave for one without devices', async () => {
    const asking = registry().findTwin(hub('three-hub'), 'a');

    await expect(asking).rejects.toMatchObject({ code: 'registry_unreadable' });
  });

  it('finds a device with every sign that an id may have', async () => {
    const twin = await registry().findTwin(hub('one-hub'), "p+#1@!'$");

    expect(twin?.deviceId).toBe("p+#1@!'$");
  });
});
