import fc from 'fast-check';
import { readAlert } from '../../../src/alerts/read-alert';
import type { HubDirectory } from '../../../src/ports/hub';
import { createLocalHubDirectory } from '../../../src/start/hub-directory';
import { type Fields, hubArmId, metricAlert } from '../../support/alert-payloads';
import {
  administrativeAlert,
  serviceHealthAlert,
  subscriptionArmId,
} from '../../support/alert-payloads-activity';
import { bareLogAlert, legacyActivityAlert } from '../../support/alert-payloads-legacy';
import {
  logAlert,
  logAlertV1,
  simpleLogAlert,
  workspaceArmId,
} from '../../support/alert-payloads-log';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';

const clock = fixedClock(new Date('2026-03-01T03:20:00Z'));
const twoHubs = knownHubs('contoso-hub', 'fabrikam-hub');
const machine =
  '/subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/contoso-hub';
const strangerArmId = hubArmId.replace('contoso-hub', 'stranger-hub');
const fabrikamArmId = hubArmId.replace('contoso-hub', 'fabrikam-hub');
const noSplit = { dimensions: [] };

/** What an alert's hub comes down to, names only. */
function hubOf(body: Fields, hubs: HubDirectory = twoHubs) {
  const alert = readAlert(body, { hubs, clock });
  return {
    hub: alert.hub?.name,
    hubs: alert.hubs.map(({ name }) => name),
    certainty: alert.hubCertainty,
    unknownHub: alert.unknownHub,
    notAHub: alert.notAHub,
  };
}

const contoso = (certainty: string) => ({
  hub: 'contoso-hub',
  hubs: ['contoso-hub'],
  certainty,
  unknownHub: undefined,
  notAHub: undefined,
});
const noHub = { hub: undefined, hubs: [], certainty: 'none' };

describe('the hub of an alert', () => {
  it.each([
    ['the target of a metric alert', metricAlert()],
    ['the target of a log alert', logAlert(noSplit, { alertTargetIDs: [hubArmId] })],
    [
      'the scope of an event without targets',
      administrativeAlert({}, { alertTargetIDs: null, configurationItems: null }),
    ],
    [
      'something below the hub',
      administrativeAlert(
        {},
        { alertTargetIDs: [`${hubArmId}/providers/microsoft.insights/diagnosticSettings/logs`] },
      ),
    ],
    ['the resource of an older event', legacyActivityAlert()],
  ])('is named by %s', (_what, body) => {
    expect(hubOf(body)).toEqual(contoso('named'));
  });

  it('is the first of several that are named, with the others beside it', () => {
    const body = metricAlert({
      alertTargetIDs: [machine, strangerArmId, fabrikamArmId, hubArmId, hubArmId.toUpperCase()],
    });

    expect(hubOf(body)).toEqual({
      hub: 'fabrikam-hub',
      hubs: ['fabrikam-hub', 'contoso-hub'],
      certainty: 'named',
      unknownHub: undefined,
      notAHub: undefined,
    });
  });

  it.each([
    ['_ResourceId', logAlert()],
    ['ResourceId', logAlert({ dimensions: [{ name: 'ResourceId', value: hubArmId }] })],
    [
      'Resource, in capitals',
      logAlert({ dimensions: [{ name: 'resource', value: 'CONTOSO-HUB' }] }),
    ],
    [
      'the best of several',
      logAlert({
        dimensions: [
          { name: 'Resource', value: 'FABRIKAM-HUB' },
          { name: '_ResourceId', value: hubArmId },
        ],
      }),
    ],
    ['the row of a simple rule', simpleLogAlert()],
    ['the dimension of an old rule', bareLogAlert()],
    [
      'the rows of an old rule',
      logAlertV1({
        SearchResults: {
          tables: [
            {
              columns: [{ name: 'n' }, { name: 'Resource' }],
              rows: [
                [1, 'CONTOSO-HUB'],
                [2, null],
              ],
            },
          ],
        },
      }),
    ],
    [
      'a query about something else, as we know the name',
      logAlert({ searchQuery: 'x', dimensions: [{ name: 'Resource', value: 'Contoso-Hub' }] }),
    ],
    [
      'a metric alert on logs',
      metricAlert(
        { alertTargetIDs: [workspaceArmId] },
        {
          condition: {
            allOf: [{ metricName: 'm', dimensions: [{ name: 'ResourceId', value: hubArmId }] }],
          },
        },
      ),
    ],
  ])('is the dimension: %s', (_what, body) => {
    expect(hubOf(body)).toEqual(contoso('dimension'));
  });

  it.each([
    ['a name', logAlertV1()],
    ['an ARM id', logAlert(noSplit, { configurationItems: [hubArmId] })],
    ['one that only the context has', logAlertV1({}, { configurationItems: null })],
    [
      'the one that a dimension of another name repeats',
      logAlert(
        { dimensions: [{ name: 'Hub', value: 'contoso-hub' }] },
        { configurationItems: ['contoso-hub'] },
      ),
    ],
  ])('is the configuration item: %s', (_what, body) => {
    expect(hubOf(body)).toEqual(contoso('item'));
  });

  it.each([
    ['nothing is split', logAlert(noSplit)],
    ['dimensions name no resource', logAlert({ dimensions: [{ name: 'ResultType', value: '1' }] })],
    [
      'only its id is given',
      bareLogAlert({ ResourceId: null, Dimensions: [], SearchResult: null }),
    ],
    [
      'only its data source is given',
      bareLogAlert({ ResourceId: null, WorkspaceId: null, Dimensions: [] }),
    ],
  ])('may be any of the workspace when %s', (_what, body) => {
    expect(hubOf(body)).toEqual({
      hub: undefined,
      hubs: ['contoso-hub', 'fabrikam-hub'],
      certainty: 'workspace',
      unknownHub: undefined,
      notAHub: undefined,
    });
  });

  it('is the only one of the workspace, and said to be guessed', () => {
    expect(hubOf(logAlert(noSplit), knownHubs('contoso-hub'))).toEqual(contoso('workspace'));
  });

  it('may be any in local mode, where nobody lists them', () => {
    const local = createLocalHubDirectory('azure-devices.net');

    expect(hubOf(logAlert(noSplit), local)).toEqual({
      ...noHub,
      certainty: 'workspace',
      unknownHub: undefined,
      notAHub: undefined,
    });
  });

  it('is taken by its bare name in local mode when the query reads hubs', () => {
    const local = createLocalHubDirectory('azure-devices.net');

    expect(hubOf(simpleLogAlert(), local)).toMatchObject({
      hub: 'CONTOSO-HUB',
      certainty: 'dimension',
    });
  });

  it.each([
    ['a target', metricAlert({ alertTargetIDs: [machine, strangerArmId] })],
    ['a dimension', logAlert({ dimensions: [{ name: '_ResourceId', value: strangerArmId }] })],
    ['a bare name', logAlert({ dimensions: [{ name: 'Resource', value: 'stranger-hub' }] })],
    ['an item', logAlert(noSplit, { configurationItems: ['stranger-hub'] })],
  ])('is unknown when %s is a hub that is not configured', (_what, body) => {
    expect(hubOf(body)).toEqual({ ...noHub, unknownHub: 'stranger-hub', notAHub: undefined });
  });

  it.each([
    [
      'a machine',
      metricAlert({ alertTargetIDs: [machine] }),
      'contoso-hub (Microsoft.Compute/virtualMachines)',
    ],
    [
      'a machine by dimension',
      logAlert({ dimensions: [{ name: '_ResourceId', value: machine }] }),
      'contoso-hub (Microsoft.Compute/virtualMachines)',
    ],
    [
      'a machine behind a log alert',
      logAlert(noSplit, { alertTargetIDs: [machine] }),
      'contoso-hub (Microsoft.Compute/virtualMachines)',
    ],
    [
      'a computer',
      logAlert(
        { searchQuery: 'Heartbeat', dimensions: [{ name: 'Computer', value: 'pc-7' }] },
        { configurationItems: ['pc-7'] },
      ),
      'pc-7',
    ],
    [
      'a computer beside hubs',
      logAlert(
        { dimensions: [{ name: 'Computer', value: 'PC-7' }] },
        { configurationItems: ['pc-7'] },
      ),
      'pc-7',
    ],
    ['a subscription', serviceHealthAlert(), `subscription ${subscriptionArmId.split('/')[2]}`],
    [
      'a resource group',
      metricAlert({ alertTargetIDs: ['/subscriptions/1/ResourceGroups/plant'] }),
      'resource group plant',
    ],
    [
      'a provisioning service',
      metricAlert({
        alertTargetIDs: [hubArmId.replace('IotHubs/contoso-hub', 'provisioningServices/dps')],
      }),
      'dps (Microsoft.Devices/provisioningServices)',
    ],
    [
      'a kind of resource',
      metricAlert({ alertTargetIDs: ['/subscriptions/1/providers/Microsoft.Storage/accounts'] }),
      'Microsoft.Storage/accounts',
    ],
  ])('is none when the alert is about %s', (_what, body, notAHub) => {
    expect(hubOf(body)).toEqual({ ...noHub, unknownHub: undefined, notAHub });
  });

  it.each([
    ['no target', metricAlert({ alertTargetIDs: [] })],
    ['a target that is no ARM id', metricAlert({ alertTargetIDs: ['contoso-hub'] })],
    ['a target of nothing', metricAlert({ alertTargetIDs: ['/', '//', '/a/b'] })],
    ['a log alert without workspace', logAlert(noSplit, { alertTargetIDs: null })],
  ])('is not known from %s', (_what, body) => {
    expect(hubOf(body)).toEqual({ ...noHub, unknownHub: undefined, notAHub: undefined });
  });

  it('is never one that is not configured, whatever the payload says', () => {
    const name = fc.constantFrom('stranger-hub', 'contoso-hub.evil.example', '../contoso-hub', '');
    const resource = fc
      .tuple(name, fc.constantFrom('', hubArmId.replace('contoso-hub', ''), '/'))
      .map(([hub, prefix]) => `${prefix}${hub}`);
    const resources = fc.array(resource, { maxLength: 4 });

    fc.assert(
      fc.property(resources, resources, resources, (targets, split, items) => {
        const dimensions = split.map((value) => ({ name: 'Resource', value }));
        const body = logAlert(
          { dimensions },
          { alertTargetIDs: targets, configurationItems: items },
        );

        const { hub, hubs } = readAlert(body, { hubs: twoHubs, clock });

        const ours = twoHubs.all();
        expect(hubs.every((each) => ours.includes(each))).toBe(true);
        expect(hub === undefined || ours.includes(hub)).toBe(true);
      }),
    );
  });
});
