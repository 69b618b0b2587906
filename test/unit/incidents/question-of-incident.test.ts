import { questionOfIncident } from '../../../src/incidents/question-of-incident';
import { tellDevices } from '../../../src/incidents/tell-devices';
import type { Alert } from '../../../src/ports/alert';
import type { Hub } from '../../../src/ports/hub';
import { alert } from '../../support/alerts';
import { goneDevice, goneDevices, incident } from '../../support/incidents';

const contoso = alert().hub as Hub;
const one = goneDevices([goneDevice('device-42')]);
const two = goneDevices([goneDevice('device-42'), goneDevice('device-43')]);
const noHub = { hub: undefined, hubs: [], hubCertainty: 'none' as const };

function joined(parts: Partial<Alert>) {
  return [{ alert: alert({ id: 'b', ...parts }), resolvedAt: undefined }];
}

function quota(): Partial<Alert> {
  const criteria = alert().criteria.map((each) => ({ ...each, metric: 'dailyMessageQuotaUsed' }));
  return { criteria };
}

describe('questionOfIncident', () => {
  it.each([
    ['an alert alone', incident(), { hubName: 'contoso-hub' }],
    ['nothing a log can tell of', incident({ alert: alert(noHub) }), undefined],
    [
      'one device',
      incident({ alert: tellDevices(contoso)(one), devices: one }),
      { hubName: 'contoso-hub', alone: 'device-42' },
    ],
    [
      'several devices',
      incident({ alert: tellDevices(contoso)(two), devices: two }),
      { hubName: 'contoso-hub' },
    ],
    [
      'one device that an alert joined',
      incident({ alert: tellDevices(contoso)(one), devices: one, joined: joined(quota()) }),
      { hubName: 'contoso-hub', topic: 'quota', devices: ['device-42'] },
    ],
    [
      'an alert that one device joined',
      incident({ devices: one }),
      { hubName: 'contoso-hub', devices: ['device-42'] },
    ],
    [
      'an alert that another one with a topic joined',
      incident({ joined: joined(quota()) }),
      { hubName: 'contoso-hub', topic: 'quota' },
    ],
  ])('of %s', (_what, given, expected) => {
    expect(questionOfIncident(given)).toEqual(expected);
  });
});
