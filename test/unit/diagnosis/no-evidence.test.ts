import { findNoDeviceEvidence } from '../../../src/diagnosis/device/no-evidence';
import { logsAlone, type Surroundings } from '../../../src/diagnosis/surroundings';
import type { DiagnosticSetting } from '../../../src/ports/hub-info';
import { dayWindow, minute } from '../../support/connection-rows';
import { hubInfo, noTwin, twin } from '../../support/surroundings';

const ask = (surroundings?: Surroundings, similar: string[] = []) =>
  findNoDeviceEvidence('device-42', {
    similar,
    hubName: 'contoso-hub',
    complete: true,
    window: dayWindow,
    ...(surroundings && { surroundings }),
  });

const routed = (...settings: DiagnosticSetting[]): Surroundings => ({
  ...logsAlone,
  routing: { state: 'known', value: settings },
});

const workspace = { resourceId: '/x/workspaces/plant-logs', name: 'plant-logs' };

describe('a device without rows', () => {
  it('leaves open what the logs cannot tell, and what was not asked', () => {
    const found = ask();

    expect(found).toMatchObject({
      cause: 'no-evidence',
      benign: null,
      confidence: 'low',
      seen: [],
    });
    expect(found.unknowable).toEqual(
      expect.arrayContaining([
        'Whether the device is registered and enabled: it was not asked.',
        expect.stringContaining('8883'),
        expect.stringContaining('HTTPS only'),
      ]),
    );
  });

  it.each<[string, Surroundings, string]>([
    ['no setting', routed(), 'its hub has no diagnostic setting'],
    [
      'a setting of other categories',
      routed({ name: 'a', categories: ['Routes'], workspace }),
      'no diagnostic setting of its hub routes Connections to a workspace',
    ],
    [
      'a setting that goes to no workspace',
      routed({ name: 'a', categories: ['Connections'], workspace: undefined }),
      'no diagnostic setting of its hub routes Connections to a workspace',
    ],
  ])('is told of %s, and how to make one', (_what, surroundings, gap) => {
    const { cause, why, seen, steps } = ask(surroundings);

    expect(cause).toBe('no-evidence');
    expect(why).toContain(gap);
    expect(seen?.join(' ')).toContain(gap.slice(3));
    expect(steps[0]?.command).toContain('az monitor diagnostic-settings create');
    expect(steps[0]?.detail).toContain('Portal: the hub > Monitoring > Diagnostic settings');
  });

  it.each(['Connections', 'allLogs'])('finds nothing wrong with a setting of %s', (category) => {
    const { why, seen } = ask(routed({ name: 'a', categories: [category], workspace }));

    expect(why).toContain('the logs have no connection row of it');
    expect(seen).toEqual([]);
  });

  it.each<[string, Surroundings, object]>([
    [
      'disabled',
      twin({ status: 'disabled' }),
      { cause: 'device-disabled', benign: false, confidence: 'high' },
    ],
    [
      'not registered',
      noTwin,
      { cause: 'device-not-registered', benign: false, confidence: 'high' },
    ],
    [
      'shut out with everybody',
      hubInfo({ publicAccess: 'disabled' }),
      { cause: 'network-refused', benign: false, confidence: 'low' },
    ],
    [
      'shut out by a filter of all',
      hubInfo({ otherAddresses: 'reject' }),
      { cause: 'network-refused', benign: false },
    ],
    [
      'perhaps shut out by a filter',
      hubInfo({
        otherAddresses: 'reject',
        ipRules: [{ name: 'a', action: 'accept', mask: '20.1.2.0/24' }],
      }),
      { cause: 'no-evidence', benign: null },
    ],
    [
      'connected behind a private endpoint',
      {
        ...hubInfo({ publicAccess: 'disabled' }),
        twin: twin({ connectionState: 'Connected' }).twin,
      },
      { cause: 'no-evidence', benign: null },
    ],
  ])('that is %s', (_what, surroundings, expected) => {
    expect(ask(surroundings)).toMatchObject(expected);
  });

  it('passes the hints of the registry on as hints', () => {
    const active = ask(twin({ lastActivityAt: minute(12) })).seen?.join(' ');
    const never = ask(twin({ connectionState: undefined })).seen?.join(' ');

    expect(active).toContain('as enabled and disconnected');
    expect(active).toContain('2026-11-20 00:12 UTC as its last activity');
    expect(active).toContain('HTTPS does not move them');
    expect(never).toContain('may never have connected');
  });

  it('begins with the id that has rows', () => {
    expect(ask(undefined, ['Device-42']).steps[0]).toMatchObject({ command: 'why Device-42' });
  });
});
