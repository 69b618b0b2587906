import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPictures } from '../../../src/adapters/pictures/create-pictures';
import { createCardRenderer } from '../../../src/adapters/teams/cards/render-card';
import type { Report, ReportKind } from '../../../src/reports/report';
import { findCardFaults, findNodes } from '../../support/parse-card';

const root = join(__dirname, '../../..');
const samples = readdirSync(join(root, 'cards/samples')).map((file) => file.replace('.json', ''));
const render = createCardRenderer({ pictures: createPictures() });

/** A kind forgotten here does not compile. */
const kinds: Record<ReportKind, true> = {
  alert: true,
  diagnosis: true,
  summary: true,
  'error-code': true,
  checklist: true,
  help: true,
  problem: true,
  notice: true,
  working: true,
  'query-list': true,
  'query-table': true,
  digest: true,
  mutes: true,
  trail: true,
  members: true,
};

function readSample(name: string): Report {
  return JSON.parse(readFileSync(join(root, `cards/samples/${name}.json`), 'utf8')) as Report;
}

/** The picture's bytes are the picture tests' matter: a golden file only says that there is one. */
function goldenText(card: object): string {
  const marked = JSON.stringify(card, null, 2).replace(
    /data:image\/png;base64,[\w+/=]+/g,
    'data:image/png;base64,PICTURE',
  );
  return `${marked}\n`;
}

describe('the cards for Teams', () => {
  it.each(samples)('show the sample %s as reviewed', (name) => {
    const path = join(__dirname, `teams/${name}.golden.json`);

    const text = goldenText(render(readSample(name)));

    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  it.each(samples)('are valid for the sample %s', (name) => {
    const card = render(readSample(name));

    const faults = findCardFaults(card);

    expect(faults).toEqual([]);
  });

  it.each(samples)('can be read aloud and need no picture for the sample %s', (name) => {
    const card = render(readSample(name));

    const images = findNodes(card, 'Image');
    const headings = findNodes(card, 'TextBlock').filter(({ style }) => style === 'heading');

    expect(card.speak).toBe(card.fallbackText);
    expect(String(card.speak).length).toBeGreaterThan(10);
    expect(images.every(({ altText }) => String(altText).length > 20)).toBe(true);
    expect(headings).toHaveLength(1);
  });

  it.each(samples)(
    'have at most four labelled buttons before the fold for the sample %s',
    (name) => {
      const card = render(readSample(name));

      const [buttons] = findNodes(card.body, 'ActionSet');
      const actions = (buttons?.actions ?? []) as Record<string, unknown>[];

      expect(actions.length).toBeLessThanOrEqual(4);
      expect(actions.every(({ title, tooltip }) => title !== '' && tooltip !== '')).toBe(true);
    },
  );

  it.each(Object.keys(kinds))('have a template and a sample of the kind %s', (kind) => {
    const template = existsSync(join(root, `cards/teams/${kind}.json`));
    const sample = samples.filter((name) => readSample(name).kind === kind);

    expect(template).toBe(true);
    expect(sample).toContain(kind);
  });

  it('have no golden file without a sample', () => {
    const golden = readdirSync(join(__dirname, 'teams')).map((f) => f.replace('.golden.json', ''));

    expect(golden.sort()).toEqual([...samples].sort());
  });
});
