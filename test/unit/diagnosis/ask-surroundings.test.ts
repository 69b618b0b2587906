import {
  askHubSurroundings,
  askSurroundings,
} from '../../../src/diagnosis/checks/ask-surroundings';
import { diagnoseDeviceSoon } from '../../../src/diagnosis/device/diagnose-device';
import { AppError } from '../../../src/shared/app-error';
import { connectionRecord } from '../../support/connection-records';
import { handClock } from '../../support/hand-clock';
import { knownHubs } from '../../support/hubs';
import { createKqlLogSource } from '../../support/kql-log-source';
import { quietSources } from '../../support/quiet-sources';

const window = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };
const hub = { name: 'contoso-hub', hostName: 'contoso-hub.azure-devices.net' };
const never = () => new Promise<never>(() => undefined);

describe('askSurroundings', () => {
  it('knows what was answered, and why the rest was not', async () => {
    const asked = askSurroundings('device-42', [hub], window, quietSources());
    await asked.settled;

    expect(asked.read()).toMatchObject({
      twin: { state: 'known', value: undefined },
      info: { state: 'failed', code: 'arm_unreachable' },
      routing: { state: 'failed' },
      health: { state: 'failed' },
      metrics: { state: 'failed' },
    });
  });

  it('takes the twin of whichever hub has it', async () => {
    const twin = { deviceId: 'device-42', hubName: 'north-hub' } as never;
    const registry = {
      findTwin: async ({ name }: { name: string }) => (name === 'north-hub' ? twin : undefined),
    };
    const hubs = [hub, { ...hub, name: 'north-hub' }];
    const asked = askSurroundings('device-42', hubs, window, { ...quietSources(), registry });
    await asked.settled;

    expect(asked.read()).toMatchObject({
      twin: { state: 'known', value: twin },
      info: { state: 'skipped' },
    });
  });

  it('does not call a device missing while one of its hubs could not be asked', async () => {
    const registry = {
      findTwin: async ({ name }: { name: string }) => {
        if (name === 'north-hub') throw new AppError('registry_unreachable', 'No answer.');
        return undefined;
      },
    };
    const hubs = [hub, { ...hub, name: 'north-hub' }];
    const asked = askSurroundings('device-42', hubs, window, { ...quietSources(), registry });
    await asked.settled;

    expect(asked.read().twin).toMatchObject({ state: 'failed', code: 'registry_unreachable' });
  });

  it('asks about no hub where it is not known which is meant', async () => {
    const asked = askHubSurroundings(undefined, window, quietSources());
    await asked.settled;

    expect(Object.values(asked.read()).map(({ state }) => state)).toEqual(Array(4).fill('skipped'));
  });

  it('lets a fault of ours be seen by whoever waits', async () => {
    const health = { history: () => Promise.reject(new TypeError('ours')) };
    const asked = askHubSurroundings(hub, window, { ...quietSources(), health });

    await expect(asked.settled).rejects.toThrow('ours');
  });
});

describe('the first answer', () => {
  const records = [
    connectionRecord('2026-11-20T10:00:00Z', 'deviceConnect', { device: 'device-42' }),
    connectionRecord('2026-11-20T20:00:00Z', 'deviceDisconnect', {
      device: 'device-42',
      code: '404104',
    }),
  ];
  const ask = (sources: ReturnType<typeof quietSources>) => {
    const clock = handClock(window.to);
    const logs = createKqlLogSource(records, { now: window.to });
    const deps = { logs, clock, sources: { ...sources, hubs: knownHubs('contoso-hub') } };
    return { clock, asking: diagnoseDeviceSoon({ device: 'device-42', window }, deps) };
  };

  it('is the whole one where every source has answered', async () => {
    const { soon, later } = await ask(quietSources()).asking;

    expect(later).toBeUndefined();
    expect(soon.checks?.map(({ state }) => state)).toEqual(['known', ...Array(4).fill('failed')]);
  });

  it('does not wait for a slow source, says so, and is followed by the whole one', async () => {
    let answer = (_: never[]): void => undefined;
    const history = () =>
      new Promise<never[]>((resolve) => {
        answer = resolve;
      });
    const { asking } = ask({ ...quietSources(), health: { history } });
    const { soon, later } = await asking;
    answer([]);

    expect(soon.checks?.find(({ source }) => source === 'health')?.state).toBe('pending');
    expect((await later)?.checks?.find(({ source }) => source === 'health')?.state).toBe('known');
  });

  it('comes though a source never answers', async () => {
    const { soon } = await ask({ ...quietSources(), metrics: { read: never } }).asking;

    expect(soon.cause).toBe('device-not-registered');
  });
});
