import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CardPalette, pagePalette, teamsPalettes } from '../../support/card-palettes';

const folder = join(__dirname, '../../golden/cards/teams');
const cards: unknown[] = readdirSync(folder).map((file) =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')),
);

interface Use {
  style: string;
  isSubtle: boolean;
}

const palettes: [string, CardPalette][] = [
  ['the page in light', pagePalette('light')],
  ['the page in dark', pagePalette('dark')],
  ['Teams in light', teamsPalettes.light],
  ['Teams in dark', teamsPalettes.dark],
];

describe('the colours of the cards', () => {
  const uses = findUses(cards);

  it('are grounds with plain or subtle text, since coloured text is too pale in Teams', () => {
    const named = JSON.stringify(cards).match(/"color":"\w+"/g);

    expect(named).toBeNull();
  });

  it('cover every state', () => {
    const grounds = new Set(uses.map(({ style }) => style));

    expect([...grounds].sort()).toEqual([
      'accent',
      'attention',
      'default',
      'emphasis',
      'good',
      'warning',
    ]);
  });

  it.each(palettes)('can be read on %s', (_name, palette) => {
    const pale = uses.filter((use) => contrastOf(use, palette) < 4.5);

    expect(pale).toEqual([]);
  });
});

describe('the measure of contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#80000000', '#ffffff', 4],
  ])('finds %s on %s to be %d', (text, ground, ratio) => {
    const measured = contrast(text, ground);

    expect(measured).toBeCloseTo(ratio, 1);
  });
});

/** Every ground with a text on it, once. */
function findUses(node: unknown, style = 'default'): Use[] {
  const found = collect(node, style);
  const unique = new Map(found.map((use) => [JSON.stringify(use), use]));
  return [...unique.values()];
}

function collect(node: unknown, style: string): Use[] {
  if (Array.isArray(node)) return node.flatMap((item) => collect(item, style));
  if (typeof node !== 'object' || node === null) return [];
  const isGround = 'type' in node && node.type === 'Container' && 'style' in node;
  const inner = isGround ? String(node.style) : style;
  const isText = 'type' in node && ['TextBlock', 'TextRun', 'FactSet'].includes(String(node.type));
  const own = isText
    ? [{ style: inner, isSubtle: 'isSubtle' in node && node.isSubtle === true }]
    : [];
  return [...own, ...Object.values(node).flatMap((value) => collect(value, inner))];
}

function contrastOf({ style, isSubtle }: Use, palette: CardPalette): number {
  const { text, subtle } = palette.textOn?.[style] ?? palette;
  return contrast(isSubtle ? subtle : text, palette.grounds[style] ?? '');
}

/** As the Web Content Accessibility Guidelines define it; the text may be translucent. */
function contrast(text: string, ground: string): number {
  const under = channels(ground);
  const over = channels(text);
  const mixed = over.rgb.map((value, index) => {
    return value * over.alpha + (under.rgb[index] ?? 0) * (1 - over.alpha);
  });
  const [light = 0, dark = 0] = [luminance(mixed), luminance(under.rgb)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function channels(colour: string): { rgb: number[]; alpha: number } {
  const digits = colour.slice(1).padStart(8, 'f');
  const [alpha = 255, ...rgb] = [0, 2, 4, 6].map((at) =>
    Number.parseInt(digits.slice(at, at + 2), 16),
  );
  return { rgb, alpha: alpha / 255 };
}

function luminance(rgb: number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
