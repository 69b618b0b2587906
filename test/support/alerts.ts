import type { Alert } from '../../src/ports/alert';

const hub = { name: 'contoso-hub', hostName: 'contoso-hub.azure-devices.net' };

/** An alert as the intake makes it; parts can be replaced. */
export function alert(parts: Partial<Alert> = {}): Alert {
  return {
    id: 'alert-1',
    condition: 'fired',
    firedAt: new Date('2026-03-01T03:14:00Z'),
    resolvedAt: undefined,
    timesFrom: 'sender',
    rule: 'connected-devices-low',
    severity: 'Sev1',
    description: 'Fewer connected devices than usual',
    hub,
    hubs: [hub],
    hubCertainty: 'named',
    unknownHub: undefined,
    notAHub: undefined,
    targets: ['/providers/Microsoft.Devices/IotHubs/contoso-hub'],
    criteria: [
      {
        metric: 'connectedDeviceCount',
        operator: 'LessThan',
        threshold: 285,
        value: 240,
        aggregation: 'Average',
        sensitivity: undefined,
      },
    ],
    windowSize: 'PT5M',
    portalUrl: undefined,
    about: {
      kind: 'metric',
      threshold: 'static',
      namespace: 'Microsoft.Devices/IotHubs',
      dimensions: [],
      failingPeriods: undefined,
      webTest: '',
      window: undefined,
    },
    ...parts,
  };
}

export function resolvedAlert(parts: Partial<Alert> = {}): Alert {
  return alert({
    condition: 'resolved',
    resolvedAt: new Date('2026-03-01T03:31:00Z'),
    ...parts,
  });
}
