import { type CheckDeps, checkDevice } from '../../../src/checklist/check-device';
import type { DeviceTwin } from '../../../src/ports/device-registry';
import type { ChecklistReport } from '../../../src/reports/report';
import { AppError } from '../../../src/shared/app-error';
import { knownHubs } from '../../support/hubs';
import { recordedLog } from '../../support/recorded-log';
import { diagnosis, reportContext } from '../../support/report-subjects';

const window = { from: new Date('2026-11-20T03:16:00Z'), to: new Date('2026-11-21T03:16:00Z') };

describe('the first item, device enabled', () => {
  it('passes with since when, and the last activity as a hint', async () => {
    const report = await check({});

    expect(item(report, 0)).toMatchObject({ title: 'Device enabled', state: 'passed', icon: '✓' });
    expect(item(report, 0).finding).toContain('enabled since 2026-11-01 08:00 UTC');
    expect(item(report, 0).finding).toMatch(
      /Last activity noted: 2026-11-21 02:50 UTC \(a hint only/,
    );
  });

  it('says that the hub noted no activity where it did not', async () => {
    const report = await check({ findTwin: async () => twin({ lastActivityAt: undefined }) });

    expect(item(report, 0).finding).toContain('noted no activity');
  });

  it('fails with reason, portal path and command when the device is disabled', async () => {
    const disabled = twin({ status: 'disabled', statusReason: 'stolen' });

    const report = await check({ findTwin: async () => disabled });

    expect(item(report, 0)).toMatchObject({ state: 'failed' });
    expect(item(report, 0).finding).toContain('“stolen”');
    expect(item(report, 0).steps[1]).toMatchObject({
      detail: expect.stringContaining('Device management > Devices'),
      command:
        'az iot hub device-identity update --hub-name contoso-hub --device-id device-42 --set status=enabled',
    });
    expect(report.headline).toMatchObject({
      tone: 'attention',
      text: expect.stringContaining('2 of 3 to change'),
    });
  });

  it.each([undefined, ''])('says so where nobody wrote a reason (%j)', async (statusReason) => {
    const report = await check({
      findTwin: async () => twin({ status: 'disabled', statusReason }),
    });

    expect(item(report, 0).finding).toContain('Nobody wrote down a reason');
  });

  it('fails when the device is not registered, on all hubs that were asked', async () => {
    const one = await check({ findTwin: async () => undefined });
    const two = await check({ findTwin: async () => undefined, hubs: knownHubs('a-hub', 'b-hub') });

    expect(item(one, 0)).toMatchObject({
      state: 'failed',
      finding: 'device-42 is not registered on contoso-hub.',
    });
    expect(item(two, 0).finding).toBe('device-42 is not registered on any of a-hub, b-hub.');
  });

  it.each([
    ['registry_forbidden', true],
    ['registry_unreachable', false],
  ])('stays open on %s, says why and hides no other item', async (code, namesRole) => {
    const report = await check({
      findTwin: () => Promise.reject(new AppError(code, 'The hub said no.')),
    });

    expect(item(report, 0)).toMatchObject({
      state: 'unknown',
      finding: 'The device registry could not be asked. The hub said no.',
    });
    expect(JSON.stringify(item(report, 0).steps).includes('twins/read')).toBe(namesRole);
    expect(report.items.map(({ state }) => state)).toEqual(['unknown', 'passed', 'failed', 'ask']);
  });
});

describe('the second item, port 8883', () => {
  it('says when it connected last where the rows tell', async () => {
    const diagnosed = { ...diagnosis(), lastConnectAt: new Date('2026-11-21T02:40:00Z') };

    const report = await check({ diagnose: async () => diagnosed });

    expect(item(report, 1)).toMatchObject({ state: 'passed' });
    expect(item(report, 1).finding).toBe(
      'It connected over MQTT at 2026-11-21 02:40 UTC, so port 8883 was open then. Whether it is open now, only a test at the device tells.',
    );
  });

  it('passes where rows over MQTT show that a connection got through, but only for then', async () => {
    const figures = { connects: 12, disconnects: 12, lastConnectAt: undefined };
    const counted = { ...diagnosis(), ...figures };

    const report = await check({ diagnose: async () => counted });

    expect(item(report, 1)).toMatchObject({ state: 'passed' });
    expect(item(report, 1).finding).toMatch(
      /12 connects and 12 disconnects \(latest disconnect 2026-11-21 02:51 UTC\) over MQTT, so port 8883 was open then/,
    );
    expect(commands(report, 1)).toEqual([
      'openssl s_client -connect contoso-hub.azure-devices.net:8883 -servername contoso-hub.azure-devices.net </dev/null',
      'Test-NetConnection -ComputerName contoso-hub.azure-devices.net -Port 8883',
    ]);
    expect(item(report, 1).steps[2]?.text).toContain('WebSockets on port 443');
  });

  it.each([
    ['Amqp', 5671],
    ['MqttWs', 443],
  ])('names the port of %s, which is not 8883', async (protocol, port) => {
    const report = await check({ diagnose: async () => diagnosis({ protocol }) });

    expect(item(report, 1).finding).toContain(`uses port ${port} and not 8883`);
    expect(commands(report, 1)[1]).toContain(`-Port ${port}`);
  });

  it('counts refused attempts as having reached the hub', async () => {
    const silent = diagnosis({ connects: 0, disconnects: 0, lastAt: undefined });
    const refused = { ...silent, lastConnectAt: undefined };

    const report = await check({ diagnose: async () => refused });

    expect(item(report, 1).finding).toContain('Seen in this window: refused attempts over MQTT');
  });

  it.each([undefined, 'Carrier pigeon'])(
    'is for the device to tell where rows show nothing (%s)',
    async (protocol) => {
      const report = await check({ diagnose: async () => diagnosis({ protocol }) });

      expect(item(report, 1)).toMatchObject({ state: 'ask', stateWord: 'test at the device' });
      expect(item(report, 1).finding).toContain('cannot see a blocked port');
    },
  );
});

describe('the third item, the SDK', () => {
  it('fails where the newest known version is newer, and says how to update', async () => {
    const report = await check({});

    expect(item(report, 2)).toMatchObject({ state: 'failed' });
    expect(item(report, 2).finding).toMatch(/\.NET 1\.38\.0; the newest known is 1\.42\.3/);
    expect(commands(report, 2)).toEqual(['dotnet add package Microsoft.Azure.Devices.Client']);
  });

  it('says what the version is known for, and how far behind it is', async () => {
    const report = await check({ diagnose: async () => withSdk('azure-iot-device/1.5.0 (node)') });

    expect(item(report, 2).finding).toContain(', far ahead of it. TLS 1.2 is in this SDK since');
    expect(item(report, 2).finding).not.toContain('Old versions have');
    expect(item(report, 2).steps.map(({ url }) => url)).toContain(
      'https://learn.microsoft.com/azure/iot-hub/iot-hub-tls-support',
    );
  });

  it('says as of when a newest version is known only where somebody looked', async () => {
    const dated = await check({ diagnose: async () => withSdk('azure-iot-device/1.17.0 (node)') });
    const undated = await check({ diagnose: async () => withSdk('iothubclient/1.2.3') });

    expect(item(dated, 2).finding).toMatch(/the newest known is [\d.]+ \(as of 20\d\d-\d\d/);
    expect(item(undated, 2).finding).not.toMatch(/undefined|as of (?!20)/);
  });

  it('quotes an odd id where it says how to look further back', async () => {
    const device = 'odd,id?';
    const silent = diagnosis({ device, sdk: undefined, connects: 0 });

    const report = await check({ diagnose: async () => silent }, { device });

    expect(commands(report, 2)).toEqual(['check "odd,id?" last 30 days']);
  });

  it('passes with the newest', async () => {
    const report = await check({ diagnose: async () => withSdk('.NET/1.42.3 (.NET 8)') });

    expect(item(report, 2)).toMatchObject({ state: 'passed', steps: [] });
  });

  it('stays open for an SDK nobody here knows, and for a client without one', async () => {
    const odd = await check({ diagnose: async () => withSdk('homemade/1.2.3') });
    const raw = await check({ diagnose: async () => diagnosis({ sdk: undefined }) });
    const silent = await check({
      diagnose: async () => diagnosis({ sdk: undefined, connects: 0 }),
    });

    expect(item(odd, 2)).toMatchObject({
      state: 'unknown',
      finding: expect.stringContaining('No newest version'),
    });
    expect(item(raw, 2)).toMatchObject({
      state: 'unknown',
      finding: expect.stringContaining('name no SDK'),
    });
    expect(item(silent, 2)).toMatchObject({
      state: 'unknown',
      finding: expect.stringContaining('No connect of device-42'),
    });
    expect(commands(silent, 2)).toEqual(['check device-42 last 30 days']);
  });
});

describe('the card', () => {
  it('keeps the registry’s answer when the logs cannot be asked', async () => {
    const report = await check({
      diagnose: () => Promise.reject(new AppError('logs_unreachable', 'No way to the logs.')),
    });

    expect(report.items.map(({ state }) => state)).toEqual(['passed', 'ask', 'unknown', 'ask']);
    expect(item(report, 1).finding).toContain('No way to the logs.');
    expect(item(report, 2).finding).toContain('No way to the logs.');
    expect(report.evidence).toMatchObject({
      queries: [],
      seen: ['The twin of device-42 on contoso-hub says: enabled.'],
    });
  });

  it('still stands when nothing could be asked, without a detail of what broke', async () => {
    const { log, lines } = recordedLog();

    const report = await check({
      diagnose: () => Promise.reject(new Error('secret')),
      findTwin: () => Promise.reject(new Error('secret')),
      log,
    });

    expect(report.items.map(({ state }) => state)).toEqual(['unknown', 'ask', 'unknown', 'ask']);
    expect(JSON.stringify(report)).not.toContain('secret');
    expect(lines()).toHaveLength(2);
  });

  it('ends with places to look next, and says what the hub cannot see', async () => {
    const report = await check({});

    expect(item(report, 3).steps.map(({ url }) => url)).toEqual([
      'https://github.com/Azure/azure-iot-sdk-node/wiki/Troubleshooting-Guide-Devices',
      'https://learn.microsoft.com/answers/tags/158/azure-iot-hub',
      'https://stackoverflow.com/questions/tagged/azure-iot-hub',
      'https://azure.microsoft.com/support/',
    ]);
    expect(report.evidence.unknowable.at(-1)).toContain('blocked port cannot be seen');
    expect(report.actions).toMatchObject([
      { verb: 'why', parameters: { devices: ['device-42'], hub: 'contoso-hub' } },
      { verb: 'check', parameters: { devices: ['device-42'], hub: 'contoso-hub' } },
    ]);
  });

  it('never calls everything fine', async () => {
    const report = await check({ diagnose: async () => withSdk('.NET/1.42.3 (.NET 8)') });

    expect(report.headline.text).toBe('device-42 on contoso-hub · nothing found to change');
    expect(report.headline.tone).toBe('neutral');
  });

  it('gives commands no device id can break out of', async () => {
    const device = "x$(reboot);'#";
    const disabled = twin({ deviceId: device, status: 'disabled' });

    const report = await check({ findTwin: async () => disabled }, { device });

    expect(commands(report, 0)[0]).toContain("--device-id 'x$(reboot);'\\''#' --set");
  });
});

describe('the hub', () => {
  it('is the one that was named', async () => {
    const asked: string[] = [];
    const hubs = knownHubs('contoso-hub', 'fabrikam-hub');
    const findTwin: CheckDeps['registry']['findTwin'] = async (hub) => {
      asked.push(hub.name);
      return twin({ hubName: hub.name });
    };

    const report = await check({ hubs, findTwin }, { hubName: 'fabrikam-hub' });

    expect(asked).toEqual(['fabrikam-hub']);
    expect(report.hub).toBe('fabrikam-hub');
  });

  it('is, of several that know the device, the one whose rows the logs have', async () => {
    const hubs = knownHubs('alpha-hub', 'contoso-hub');

    const report = await check({ hubs, findTwin: async (hub) => twin({ hubName: hub.name }) });

    expect(report.hub).toBe('contoso-hub');
  });

  it('is one that has the device even when another could not be asked', async () => {
    const hubs = knownHubs('alpha-hub', 'contoso-hub');

    const report = await check({
      hubs,
      async findTwin(hub) {
        if (hub.name === 'alpha-hub') throw new AppError('registry_unreachable', 'No.');
        return twin({});
      },
    });

    expect(item(report, 0).state).toBe('passed');
  });

  it('comes from the logs where none is configured', async () => {
    const everyHub = { find: knownHubs('contoso-hub').find, all: () => [] };

    const report = await check({ hubs: everyHub });

    expect(report.hub).toBe('contoso-hub');
    expect(item(report, 0).state).toBe('passed');
  });

  it('stays open where neither question nor logs tell it', async () => {
    const everyHub = { find: knownHubs('contoso-hub').find, all: () => [] };
    const silent = diagnosis({ hub: '', protocol: undefined });

    const report = await check({ hubs: everyHub, diagnose: async () => silent });

    expect(item(report, 0)).toMatchObject({
      state: 'unknown',
      finding: expect.stringContaining('tell on which hub'),
    });
    expect(commands(report, 1)[0]).toContain('HUB_NAME.azure-devices.net:8883');
  });

  it('that nobody configured is refused before anything is asked', async () => {
    const outcome = check({}, { hubName: 'evil-hub' });

    await expect(outcome).rejects.toMatchObject({ code: 'hub_unknown' });
  });
});

it('refuses what is no device id', async () => {
  const outcome = check({}, { device: 'two words' });

  await expect(outcome).rejects.toMatchObject({ code: 'device_id_invalid' });
});

describe('the shapes of the items', () => {
  it('are plain, and differ with the state', async () => {
    const disabled = twin({ status: 'disabled' });
    const reports = await Promise.all([
      check({}),
      check({ findTwin: async () => disabled }),
      check({ findTwin: () => Promise.reject(new AppError('registry_forbidden', 'No.')) }),
      check({ diagnose: () => Promise.reject(new AppError('logs_timeout', 'Too slow.')) }),
    ]);

    const items = reports.flatMap((report) => report.items);
    const shapeOf = new Map(items.map(({ icon, stateWord }) => [stateWord, icon]));

    expect(Object.fromEntries(shapeOf)).toEqual({
      passed: '✓',
      'needs a change': '▲',
      'test at the device': '◇',
      'not known': '○',
      'next places to look': '◆',
    });
  });
});

describe('a device that nobody knows', () => {
  it('gets buttons for devices that are named almost like it', async () => {
    const silent = diagnosis({ similarDevices: ['device-43', 'device-24', 'device-41'] });

    const report = await check({ diagnose: async () => silent, findTwin: async () => undefined });

    expect(report.actions.slice(0, 2)).toMatchObject([
      { verb: 'check', title: 'Did you mean device-43', parameters: { devices: ['device-43'] } },
      { verb: 'check', title: 'Did you mean device-24', parameters: { devices: ['device-24'] } },
    ]);
    expect(report.spoken).toContain('Did you mean device-43 or device-24?');
    expect(item(report, 0).steps[0]).toEqual({
      text: 'Did you mean device-43 or device-24?',
      command: 'check device-43',
    });
  });

  it('gets none where the hub has a device of just that id', async () => {
    const silent = diagnosis({ similarDevices: ['device-43'] });

    const report = await check({ diagnose: async () => silent });

    expect(JSON.stringify(report)).not.toContain('Did you mean');
  });

  it('is asked for with its hub where nothing tells the hub', async () => {
    const silent = diagnosis({ hub: '' });

    const report = await check({ diagnose: async () => silent, hubs: knownHubs() });

    expect(item(report, 0).finding).toMatch(/^Neither your question nor the logs tell/);
    expect(commands(report, 0)[0]).toBe('check device-42 on HUB_NAME');
  });
});

describe('the buttons', () => {
  it('ask for the cause below, and for the checklist again in its place', async () => {
    const report = await check({});

    const asked = report.actions.map((action) => ({ inPlace: false, ...action }));
    expect(asked).toMatchObject([
      { verb: 'why', title: 'Why did it drop', inPlace: false },
      { verb: 'check', title: 'Check again', inPlace: true },
    ]);
  });
});

interface Overrides extends Partial<CheckDeps> {
  findTwin?: CheckDeps['registry']['findTwin'];
}

function check(
  { findTwin, ...overrides }: Overrides,
  question: { device?: string; hubName?: string } = {},
): Promise<ChecklistReport> {
  return checkDevice(
    { device: 'device-42', window, ...question },
    {
      diagnose: async () => diagnosis(),
      registry: { findTwin: findTwin ?? (async () => twin({})) },
      hubs: knownHubs('contoso-hub'),
      context: reportContext,
      ...overrides,
    },
  );
}

function twin(parts: Partial<DeviceTwin>): DeviceTwin {
  return {
    deviceId: 'device-42',
    hubName: 'contoso-hub',
    status: 'enabled',
    statusReason: undefined,
    statusUpdatedAt: new Date('2026-11-01T08:00:00Z'),
    connectionState: 'Connected',
    lastActivityAt: new Date('2026-11-21T02:50:00Z'),
    authenticationType: 'sas',
    ...parts,
  };
}

function withSdk(raw: string) {
  return diagnosis({ sdk: { name: '', version: '', raw, newest: undefined } });
}

function item(report: ChecklistReport, index: number) {
  const found = report.items[index];
  if (found === undefined) throw new Error(`There is no item ${index}.`);
  return found;
}

function commands(report: ChecklistReport, index: number): string[] {
  return item(report, index).steps.flatMap(({ command }) => command ?? []);
}
