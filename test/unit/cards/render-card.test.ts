import { createPictures } from '../../../src/adapters/pictures/create-pictures';
import { createCardRenderer } from '../../../src/adapters/teams/cards/render-card';
import type { Report } from '../../../src/reports/report';
import { reportAlert } from '../../../src/reports/report-alert';
import { reportDiagnosis } from '../../../src/reports/report-diagnosis';
import { reportErrorCode } from '../../../src/reports/report-error-code';
import { reportNotice } from '../../../src/reports/report-notice';
import { reportSummary } from '../../../src/reports/report-summary';
import { alert } from '../../support/alerts';
import { checks, crowd } from '../../support/crowds';
import { findCardFaults, findNodes, shownTexts } from '../../support/parse-card';
import { diagnosis, reportContext, siteOutage } from '../../support/report-subjects';

const render = createCardRenderer({ pictures: createPictures() });
const context = reportContext();
const longestId = "Ab0-:.+%_#*?!(),=@;$'".repeat(7).slice(0, 128);
const noLogs = { newestAt: undefined, lagP50Seconds: undefined, lagP95Seconds: undefined };

const hostileNames = {
  markdown: '**bold** [click](https://evil.example) `code` # > - 1. ~~x~~ | a |',
  html: '<script>alert(1)</script><b>x</b>&lt;i&gt;',
  mention: '<at>everyone</at>',
  expression: `\${$root.headline.text} \${1+1}`,
  macro: '{{DATE(2026-11-21T03:12:00Z, SHORT)}}',
  'right to left': 'ירידה בחיבורים \u202Eevil',
  control: 'a\u0000b\u001b[31mred\nnext',
  long: 'rule '.repeat(5000),
  'one long word': 'x'.repeat(20000),
  emoji: '👩‍🚒'.repeat(3000),
};

const bareAlert = alert({
  rule: '',
  severity: '',
  description: '',
  hub: undefined,
  targets: [],
  criteria: [],
  windowSize: undefined,
});

function alertNamed(rule: string): Report {
  const subject = { alert: alert({ rule }), state: 'firing' as const, summary: siteOutage() };
  return reportAlert({ ...subject, history: [{ at: context.now, text: rule }] }, context);
}

function manyDevices(count: number): Report {
  const devices = Array.from({ length: 50 }, (_, index) => ({
    device: `${index}${longestId}`.slice(0, 128),
    disconnects: count,
    codes: ['404104', '401003'],
    lastAt: context.now,
  }));
  return reportSummary(
    siteOutage({ devices, devicesAffected: count, devicesSeen: count, stillAway: count }),
    context,
  );
}

function wordy(): Report {
  const lines = Array.from({ length: 300 }, (_, index) => `line ${index} ${'word '.repeat(200)}`);
  const [query] = diagnosis().queries;
  return reportDiagnosis(
    diagnosis({
      seen: lines,
      inferred: lines,
      unknowable: lines,
      steps: lines.map((text) => ({ text, detail: text, command: `az ${text}` })),
      alternatives: lines.map((why) => ({ cause: 'hub-fault', why })),
      queries: query === undefined ? [] : lines.map((kql) => ({ ...query, kql })),
    }),
    context,
  );
}

function withNames(name: string): Report {
  const factors = crowd().commonFactors.map((each) => ({ ...each, value: name }));
  const odd = { device: longestId, code: name, name, crowdCode: name };
  return reportSummary(
    siteOutage({
      crowd: crowd({ commonFactors: factors, oddOnes: [odd, odd, odd] }),
      checks: checks({ health: { state: 'known', text: name } }),
      byCause: [{ cause: 'site-outage', devices: 56, disconnects: 60 }],
      benignHidden: 3,
    }),
    context,
  );
}

const survivors: Record<string, Report> = {
  'the longest device id': reportDiagnosis(diagnosis({ device: longestId }), context),
  'one device': reportSummary(
    siteOutage({ devicesAffected: 1, devicesSeen: 1, stillAway: 1 }),
    context,
  ),
  '50,000 devices': manyDevices(50_000),
  'no logs': reportDiagnosis(
    diagnosis({
      logs: { ...noLogs, partial: false },
      cause: 'no-evidence',
      queries: [],
      codes: [],
    }),
    context,
  ),
  'partial logs': reportSummary(siteOutage({ logs: { ...noLogs, partial: true } }), context),
  'an unknown code': reportDiagnosis(
    diagnosis({ codes: [{ code: '499999', name: '', count: 3 }] }),
    context,
  ),
  'a code nobody knows': reportErrorCode(`499\${999}`, { entries: [], suggestions: [] }, context),
  'an alert with nulls everywhere': reportAlert(
    { alert: bareAlert, state: 'firing', history: [] },
    context,
  ),
  'a notice without buttons': reportNotice('Done.'),
  'more words than fit': wordy(),
  ...Object.fromEntries(
    Object.entries(hostileNames).map(([name, rule]) => [
      `an alert name: ${name}`,
      alertNamed(rule),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(hostileNames).map(([name, text]) => [
      `what they share: ${name}`,
      withNames(text),
    ]),
  ),
};

describe.each(Object.entries(survivors))('the card of %s', (_name, report) => {
  const card = render(report);
  const text = JSON.stringify(card);
  const words = text.replace(/base64,[\w+/=]+/g, '');

  it('is valid', () => {
    const faults = findCardFaults(card);

    expect(faults).toEqual([]);
  });

  it('keeps to the sizes', () => {
    const pictures = findNodes(card, 'Image').map(({ url }) => String(url).length);
    const bytes = Buffer.byteLength(text);

    expect(bytes).toBeLessThanOrEqual(56 * 1024);
    expect(bytes - Math.max(0, ...pictures)).toBeLessThanOrEqual(28 * 1024);
  });

  it('holds nothing that anybody would act upon', () => {
    const macros = text.match(/\{\{(?!(DATE|TIME)\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)/g);

    expect(text).not.toContain('${');
    expect(macros).toBeNull();
    expect(words).not.toMatch(/undefined|\[object Object\]|NaN/);
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(findNodes(card, 'TextBlock').map((block) => block.text)).not.toContainEqual(
      expect.stringMatching(/<[a-z]|(?<!\\)\[|\]\(/i),
    );
  });

  it('shows every text as a text', () => {
    const texts = [...findNodes(card, 'TextBlock'), ...findNodes(card, 'TextRun')];

    expect(texts.map((node) => typeof node.text)).toEqual(texts.map(() => 'string'));
  });
});

describe('createCardRenderer', () => {
  it('shows the longest device id whole and sends it back to the letter', () => {
    const card = render(reportDiagnosis(diagnosis({ device: longestId }), context));

    const [again] = findNodes(card, 'Action.Execute').filter(({ verb }) => verb === 'why');

    expect(longestId).toHaveLength(128);
    expect(again?.data).toMatchObject({ verb: 'why', parameters: { devices: [longestId] } });
    expect(shownTexts(card)).toContain(longestId);
  });

  it('lists devices in letters that stay as they are', () => {
    const report = manyDevices(50_000);

    const texts = shownTexts(render(report));

    expect(texts).toContain(`0${longestId}`.slice(0, 128));
    expect(texts).toContain('and 49,965 more devices');
  });

  it('shows only the beginning of an endless rule name', () => {
    const texts = shownTexts(render(alertNamed('x'.repeat(5000))));

    expect(texts).toContain(`${'x'.repeat(199)}…`);
  });

  it('answers questions below the card and only its own question in place', () => {
    const card = render(reportDiagnosis(diagnosis(), context));

    const titles = (type: string) => findNodes(card.body, type).map(({ title }) => title);

    expect(titles('Action.Execute')).toEqual(['Investigate again']);
    expect(titles('Action.Submit')).toEqual(
      expect.arrayContaining(['Start checklist', 'What is 404104', 'Summarize the hub']),
    );
  });

  it('replaces no alert card: it belongs to everybody, and its next update would win', () => {
    const card = render(alertNamed('Devices away'));

    const submits = findNodes(card, 'Action.Submit').map(({ title }) => title);

    expect(findNodes(card, 'Action.Execute')).toEqual([]);
    expect(submits).toContain('Investigate again');
  });

  it('gives every button a submit of the same data for clients without execute', () => {
    const card = render(reportDiagnosis(diagnosis(), context));

    const executes = findNodes(card, 'Action.Execute');

    expect(executes.length).toBeGreaterThan(0);
    for (const { data, fallback, title } of executes) {
      expect(fallback).toMatchObject({ type: 'Action.Submit', data, title });
    }
  });

  it('says the picture in words where it cannot be drawn', () => {
    const broken = createCardRenderer({
      pictures: {
        drawTimeline: () => {
          throw new Error('no fonts');
        },
      },
    });
    const report = reportDiagnosis(diagnosis(), context);

    const card = broken(report);

    expect(findNodes(card, 'Image')).toEqual([]);
    expect(shownTexts(card)).toContain(report.kind === 'diagnosis' ? report.timeline?.altText : '');
  });

  it.each(['javascript:alert(1)', 'http://plain.example/', 'data:text/html,x', 'not an address'])(
    'leaves the address %s out',
    (url) => {
      const link = { kind: 'link' as const, title: 'Open', tooltip: 'Open it', url };
      const report = { ...reportNotice('Done.'), actions: [link] };

      const card = render(report);

      expect(findNodes(card, 'Action.OpenUrl')).toEqual([]);
    },
  );

  it('leaves a button out whose data a client could expand', () => {
    const action = { kind: 'command' as const, title: 'Go', tooltip: 'Go', verb: 'why' };
    const actions = [{ ...action, parameters: { devices: [`\${x}`] } }];

    const card = render(reportNotice('Done.', { actions }));

    expect(findNodes(card, 'Action.Submit')).toEqual([]);
  });

  it('keeps the verdict, the facts and the steps whole when the evidence is too much', () => {
    const report = wordy();
    const why = `Likely ${'a long reason '.repeat(30)}`.trim();
    const facts = Array.from({ length: 5 }, (_, index) => ({ label: `L${index}`, value: 'v' }));
    if (report.kind !== 'diagnosis') throw new Error('The wordy report is a diagnosis.');
    const verdict = { ...report.verdict, text: why };

    const card = render({ ...report, verdict, facts, steps: [{ text: 'Call the site.' }] });

    const [factSet] = findNodes(card, 'FactSet');
    expect(shownTexts(card)).toEqual(expect.arrayContaining([why, 'Call the site.']));
    expect(factSet?.facts).toHaveLength(5);
  });

  it('opens the rest of a long list with one click', () => {
    const codes = Array.from({ length: 9 }, (_, index) => ({
      code: `40400${index}`,
      name: `Name${index}`,
      count: 9 - index,
    }));

    const card = render(reportDiagnosis(diagnosis({ codes }), context));

    const [opener] = findNodes(card, 'Action.ToggleVisibility').filter(
      ({ title }) => title === '3 more codes',
    );
    const [rest] = findNodes(card, 'Container').filter(({ id }) => id === 'codes-rest');
    expect(opener?.targetElements).toEqual(['codes-rest']);
    expect(rest?.isVisible).toBe(false);
    expect(shownTexts(rest)).toEqual(expect.arrayContaining(['404006', '404007', '404008']));
    expect(shownTexts(card).join()).not.toContain('more code');
  });

  it('shows the one line that would be left rather than a button for it', () => {
    const codes = Array.from({ length: 7 }, (_, index) => ({
      code: `40400${index}`,
      name: `Name${index}`,
      count: 1,
    }));

    const card = render(reportDiagnosis(diagnosis({ codes }), context));

    expect(shownTexts(card)).toContain('404006');
    expect(JSON.stringify(card)).not.toContain('1 more code');
  });

  it('lists five devices on its face and the others with one click', () => {
    const card = render(reportSummary(siteOutage(), context));

    const [rest] = findNodes(card, 'Container').filter(({ id }) => id === 'devices-rest');
    expect(rest?.isVisible).toBe(false);
    expect(shownTexts(rest).filter((text) => /^[a-z]+-\d\d$/.test(text))).toEqual([
      'scale-11',
      'belt-02',
    ]);
  });

  it('gives up the links of queries before it shortens what is on its face', () => {
    const [query] = siteOutage().queries;
    if (query === undefined) throw new Error('The summary has a query.');
    const kql = Array.from({ length: 400 }, (_, at) => `| extend c${at * 7919} = ${at * 104729}`);
    const queries = Array.from({ length: 6 }, () => ({ ...query, kql: kql.join('\n') }));
    const byCause = (['hub-fault', 'throttled', 'connection-lost', 'device-disabled'] as const).map(
      (cause) => ({ cause, devices: 22, disconnects: 60 }),
    );

    const card = render(reportSummary(siteOutage({ queries, byCause, crowd: crowd() }), context));

    const texts = shownTexts(card);
    expect(texts).toContain(
      '22 hub fault · 22 throttled · 22 connection lost · 22 device disabled',
    );
    expect(texts).toContain('belt-02');
    expect(findNodes(card, 'Action.OpenUrl').map(({ title }) => title)).toContain('Open query');
  });

  it('says how many devices neither the list nor its rest shows', () => {
    const report = manyDevices(50_000);
    if (report.kind !== 'summary') throw new Error('It is a summary.');
    const [first] = report.devices;
    const devices = Array.from({ length: 50 }, (_, index) => ({
      ...(first ?? { disconnects: 1, codes: '', lastAt: '' }),
      device: `device-${index}`,
    }));

    const card = render({ ...report, devices, moreDevices: 49_950 });

    const [rest] = findNodes(card, 'Container').filter(({ id }) => id === 'devices-rest');
    const opener = findNodes(card, 'Action.ToggleVisibility').find(({ title }) =>
      /more devices/.test(String(title)),
    );
    const folded = Number.parseInt(String(opener?.title), 10);
    const left = shownTexts(card).find((text) => /^and .* more devices/.test(text)) ?? '';
    const shown = new Set(shownTexts(card).filter((text) => /^device-\d+$/.test(text)));
    expect(shownTexts(rest).filter((text) => /^device-/.test(text))).toHaveLength(folded);
    expect(Number(left.replace(/\D/g, '')) + shown.size).toBe(50_000);
  });

  it('speaks of one row and not of one rows', () => {
    const [query] = diagnosis().queries;
    if (query === undefined) throw new Error('The diagnosis has a query.');

    const card = render(reportDiagnosis(diagnosis({ queries: [{ ...query, rows: 1 }] }), context));

    expect(shownTexts(card).join()).toContain(' · 1 row · ');
  });

  it('counts what it leaves out', () => {
    const texts = shownTexts(render(wordy())).join('\n');

    expect(texts).toMatch(/and 29\d more/);
  });

  it('shrinks a resolved alert to its verdict and its history', () => {
    const history = [{ at: context.now, text: 'Azure Monitor resolved the alert.' }];
    const resolved = alert({ resolvedAt: new Date('2026-03-01T03:31:00Z') });

    const card = render(
      reportAlert({ alert: resolved, state: 'resolved', summary: siteOutage(), history }, context),
    );

    const visible = Object.fromEntries(
      findNodes(card, 'Container').flatMap(({ id, isVisible }) =>
        typeof id === 'string' ? [[id, isVisible]] : [],
      ),
    );
    expect(visible).toEqual({ details: false, history: true, evidence: false, original: false });
  });

  it('refuses a kind without a template', () => {
    const report = { ...reportNotice('Done.'), kind: 'unheard-of' } as unknown as Report;

    expect(() => render(report)).toThrow('There is no template for unheard-of.');
  });
});
