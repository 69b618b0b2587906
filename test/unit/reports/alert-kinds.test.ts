import type { Alert } from '../../../src/ports/alert';
import type { ActivityAbout, LogAbout } from '../../../src/ports/alert-about';
import { reportAlert } from '../../../src/reports/report-alert';
import { aboutOf } from '../../support/alert-abouts';
import { alertSamples } from '../../support/alert-samples';
import { alert, resolvedAlert } from '../../support/alerts';
import { hubSummary } from '../../support/hub-summaries';
import { reportContext, siteOutage } from '../../support/report-subjects';

const none = { hub: undefined, hubs: [], hubCertainty: 'none' as const };
const fabrikam = { name: 'fabrikam-hub', hostName: 'fabrikam-hub.azure-devices.net' };

function draw(parts: Partial<Alert>) {
  return reportAlert({ alert: alert(parts), state: 'firing', history: [] }, reportContext());
}

function drawSample(name: string) {
  const subject = alertSamples[name];
  if (subject === undefined) throw new Error(`there is no sample ${name}`);
  return reportAlert(subject, reportContext());
}

function activity(parts: Partial<ActivityAbout>) {
  return draw({ about: { ...aboutOf.activity, ...parts } });
}

function log(parts: Partial<LogAbout>, rest: Partial<Alert> = {}) {
  return draw({ about: { ...aboutOf.log, ...parts }, ...rest });
}

describe('an alert that no log can tell about', () => {
  it.each([
    [{ unknownHub: 'lab-hub' }, 'lab-hub (not configured)', 'The hub lab-hub is not among the'],
    [{ notAHub: 'the disk d-1' }, 'the disk d-1', 'It is about the disk d-1, which is no IoT hub'],
    [{}, 'no resource named', 'The alert names no hub, so no log was asked.'],
    [{ about: aboutOf.budget }, 'budget iot-monthly', 'A budget says nothing about devices'],
    [
      { about: { ...aboutOf['service-health'], concernsIotHub: false, region: '' } },
      'Azure IoT Hub',
      'IoT Hub is not among the services',
    ],
  ])('says so: %o', (parts, place, note) => {
    const report = draw({ ...none, ...parts });

    expect(report.headline.text).toBe(place);
    expect(report.progress).toBeUndefined();
    expect(report.notes?.[0]).toContain(note);
    expect(report.notes?.[0]).toMatch(
      /knows nothing more about it than what the alert itself says/,
    );
    expect(report.spoken).toContain(note);
  });

  it('says nothing of a hub where the health of another resource is told', () => {
    const about = { ...aboutOf['resource-health'], cause: 'UserInitiated' };
    const { notes, steps } = draw({ ...none, notAHub: 'the machine m-1', about });

    expect(notes).toHaveLength(1);
    expect(steps.map(({ text }) => text).join(' ')).not.toContain('hub');
    expect(steps[0]?.text).toContain('Azure portal');
  });

  it('promises no devices where the hub whose health came back is not configured', () => {
    const about = { ...aboutOf['resource-health'], isOver: true };
    const { notes } = draw({ ...none, unknownHub: 'lab-hub', about });

    expect(notes?.[1]).toBe('Azure says that the hub is well again.');
  });

  it('says the cents of a budget the same wherever it names them', () => {
    const about = { ...aboutOf.budget, forecast: 1111.11 };
    const { said } = draw({ ...none, about });

    expect(said).toContainEqual({ label: 'Forecast', value: '1,111.11 USD' });
  });

  it('says how to add the hub', () => {
    const { steps } = draw({ ...none, unknownHub: 'lab-hub' });

    expect(steps[0]?.text).toContain('IOT_HUB_RESOURCE_IDS');
    expect(steps[0]?.command).toBe('az iot hub show --name lab-hub --query id --output tsv');
  });

  it('puts no name into a command that is none of a hub', () => {
    const { steps } = draw({ ...none, unknownHub: 'x; rm -rf /' });

    expect(steps[0]?.command).toContain('--name <hub> ');
  });
});

describe('an alert that may be about several hubs', () => {
  it('names them, or says that it may be any', () => {
    const hubs = [...alert().hubs, fabrikam];
    const some = log({}, { hub: undefined, hubs, hubCertainty: 'workspace' });
    const any = log({ workspace: '' }, { ...none, hubCertainty: 'workspace' });
    const only = log({}, { hubCertainty: 'workspace' });
    const targets = draw({ hubs });

    expect(some.headline.text).toBe('any hub of workspace contoso-logs');
    expect(some.notes?.[0]).toContain('may be any of contoso-hub, fabrikam-hub. All were asked');
    expect(any.headline.text).toBe('any hub of the workspace');
    expect(any.notes?.[0]).toContain('it may be any hub with logs there');
    expect(only.notes?.[0]).toContain('contoso-hub is the only configured one');
    expect(targets.headline.text).toBe('2 hubs');
    expect(targets.notes?.[0]).toBe(
      'The alert names contoso-hub, fabrikam-hub: each was asked about.',
    );
  });
});

describe('an alert that names several hubs', () => {
  const hubs = [...alert().hubs, fabrikam];
  const answer = (devicesSeen: number) => ({
    kind: 'hub' as const,
    name: 'fabrikam-hub',
    why: 'No connection row',
    confidence: 'low' as const,
    figures: { disconnects: 0, devicesAffected: 0, devicesSeen, stillAway: 0 },
  });
  const drawn = (devicesSeen: number) =>
    reportAlert(
      {
        alert: alert({ hubs }),
        state: 'firing',
        summary: hubSummary({ hub: '', named: [answer(devicesSeen)] }),
        history: [],
      },
      reportContext(),
    );

  it('tells each apart with its numbers, where there are any', () => {
    expect(drawn(40).named?.[0]?.text).toBe(
      '0 of 40 devices disconnected, 0 still away. No connection row. Low confidence.',
    );
    expect(drawn(0).named?.[0]?.text).toBe('No connection row. Low confidence.');
  });

  it('offers a summary of each', () => {
    const titles = drawn(40).actions.map(({ title }) => title);

    expect(titles).toContain('Summarize contoso-hub');
    expect(titles).not.toContain('Investigate again');
  });
});

describe('an alert of a log rule', () => {
  it('shows its query and its rows, folded, and offers its results', () => {
    const report = log({});

    expect(report.original?.kql).toBe(aboutOf.log.query);
    expect(report.original?.table).toMatchObject({
      heads: [{ text: 'TimeGenerated' }, { text: 'DeviceId' }, { text: 'ResultType' }],
      more: 10,
    });
    expect(report.actions.map(({ title }) => title)).toContain('Open results');
    expect(report.said).toContainEqual({ label: 'DeviceId', value: 'pump-7' });
  });

  it('leaves out columns that hold nothing', () => {
    const rows = { columns: ['a', 'b'], rows: [['', 'x']], more: 0 };

    expect(log({ rows }).original?.table?.heads).toEqual([{ text: 'b' }]);
    expect(log({ rows: { ...rows, rows: [] } }).original?.table).toBeUndefined();
  });

  it.each(['http://portal.azure.com/x', 'javascript:alert(1)', 'no address'])(
    'offers no results at %s',
    (resultsUrl) => {
      expect(log({ resultsUrl }).actions).toEqual([]);
    },
  );

  it('asks about the device it was split by, if a device can be called so', () => {
    const why = (value: string) => {
      const about = { ...aboutOf.log, dimensions: [{ name: 'DeviceId', value }] };
      const subject = { alert: alert({ about }), state: 'firing' as const, history: [] };
      const report = reportAlert({ ...subject, summary: siteOutage() }, reportContext());
      return report.actions[1]?.title;
    };

    expect(why('pump-7')).toBe('Why pump-7');
    expect(why('pump 7" | take 1')).toBe('Why press-02');
  });
});

describe('an alert about something that was done', () => {
  it.each([
    ['Microsoft.Devices/IotHubs/diagnosticSettings/Delete', /cannot be seen/, /diagnostic setting/],
    ['microsoft.insights/diagnosticSettings/write', /was changed/, /diagnostic setting/],
    ['Microsoft.Devices/iotHubs/regenerateKey/action', /401003/, /new key/],
    ['Microsoft.Devices/IotHubs/Delete', /hub is deleted/, /whoever deleted it/],
  ])('says what %s does', (operation, means, step) => {
    const report = activity({ operation });

    expect(report.notes?.[0]).toMatch(means);
    expect(report.steps[0]?.text).toMatch(step);
    expect(report.headline.word).toBe('Alert');
  });

  it('says nothing of what failed or is unknown', () => {
    expect(activity({ status: 'Failed' }).notes).toEqual([]);
    expect(activity({ operation: 'Microsoft.Devices/IotHubs/write' }).notes).toEqual([]);
  });

  it('says who did it and when', () => {
    const report = activity({ at: new Date('2026-03-01T03:10:00Z') });

    expect(report.said).toContainEqual({ label: 'Who', value: 'maria.g' });
    expect(report.moments[0]).toEqual({ label: 'Happened', at: '2026-03-01T03:10:00Z' });
    expect(activity({ caller: '' }).said?.[0]?.value).toBe('not said by the alert');
  });
});

describe('an alert on health', () => {
  it('tells before and now, and to look at Azure first', () => {
    const report = drawSample('alert-resource-health');

    expect(report.said?.slice(0, 2).map(({ value }) => value)).toEqual(['Degraded', 'Available']);
    expect(report.notes?.[0]).toMatch(/look there before/);
    expect(report.steps[0]?.detail).toContain('Resource health');
  });

  it('sends to the activity log when somebody of ours did it', () => {
    const about = { ...aboutOf['resource-health'], cause: 'UserInitiated' };

    expect(draw({ about }).steps[1]?.text).toContain('activity log');
  });

  it('says when it is over', () => {
    const health = draw({ about: { ...aboutOf['resource-health'], isOver: true } });
    const service = draw({ about: { ...aboutOf['service-health'], isOver: true } });

    expect(health.notes?.[0]).toContain('well again');
    expect(health.steps).toEqual([]);
    expect(service.notes?.at(-1)).toContain('this is over');
  });

  it('tells the event of a service with its id, regions and times', () => {
    const report = drawSample('alert-service-health');

    expect(report.said).toEqual([
      { label: 'Event', value: 'Incident · VLB2-1R0' },
      { label: 'Stage', value: 'Active' },
      { label: 'Services', value: 'Azure IoT Hub' },
      { label: 'Regions', value: 'West Europe, North Europe' },
    ]);
    expect(report.moments[0]).toEqual({ label: 'Began', at: '2026-11-21T02:50:00Z' });
    expect(report.original?.paragraphs).toHaveLength(4);
    expect(report.steps[0]?.text).toContain('VLB2-1R0');
  });
});

describe('an alert on a limit', () => {
  it('tells the limits of every tier where it is about throttling', () => {
    const report = drawSample('alert-throttling');

    expect(report.headline.text).toBe('contoso-hub · 70 devices throttled');
    expect(report.said?.map(({ value }) => value)).toEqual([
      '100, or 12 for each unit if that is more',
      '120 for each unit',
      '6,000 for each unit',
    ]);
    expect(report.table?.lines[0]?.cells[0]?.text).toBe('meter-01');
  });

  it('tells what is used and when it starts anew where it is about the quota', () => {
    const report = drawSample('alert-quota');

    expect(report.said).toEqual([
      { label: 'Used today', value: '400,000 messages' },
      { label: 'Starts anew', value: 'at 00:00 UTC' },
    ]);
  });
});

describe('words of an alert', () => {
  it('do not claim a breach that is over', () => {
    const over = { alert: resolvedAlert(), state: 'resolved' as const, history: [] };

    const report = reportAlert(over, reportContext());

    expect(report.condition).toBe('Connected devices 240, alert at < 285 (average over 5 min)');
  });

  it('say that it was received where nobody says when it fired', () => {
    expect(draw({ timesFrom: 'receipt' }).moments[0]?.label).toBe('Received');
  });

  it('say how long the question waits', () => {
    const subject = { alert: alert(), state: 'firing' as const, history: [] };

    const report = reportAlert({ ...subject, queuedSeconds: 20 }, reportContext());

    expect(report.progress).toBe('Asking the logs … queued, about 20 s');
  });
});
