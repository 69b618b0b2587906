import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Colours as `#rrggbb` or, as Adaptive Cards write them, `#aarrggbb`. */
export interface CardPalette {
  grounds: Record<string, string>;
  text: string;
  subtle: string;
  /** Grounds on which the text is another one: Teams keeps some grounds light in its dark theme. */
  textOn?: Record<string, { text: string; subtle: string }>;
}

const styles = ['accent', 'good', 'warning', 'attention'];
const tokens = readFileSync(join(__dirname, '../../src/playground/chat/page/tokens.css'), 'utf8');

/** The local page's colours, read from its style sheet. */
export function pagePalette(theme: 'light' | 'dark'): CardPalette {
  const token = (name: string) => readToken(name, theme);
  const grounds = Object.fromEntries(styles.map((style) => [style, token(`${style}-ground`)]));
  return {
    grounds: { default: token('surface'), emphasis: token('surface-2'), ...grounds },
    text: token('text'),
    subtle: token('text-soft'),
  };
}

function readToken(name: string, theme: 'light' | 'dark'): string {
  const pattern = new RegExp(`--${name}: light-dark\\((?<light>#\\w{6}), (?<dark>#\\w{6})\\)`);
  const colour = pattern.exec(tokens)?.groups?.[theme];
  if (colour === undefined) throw new Error(`tokens.css has no --${name}.`);
  return colour;
}

const teamsGrounds = {
  accent: '#c7def9',
  good: '#ccffcc',
  warning: '#ffe2b2',
  attention: '#ffc5b2',
};
const onLightGround = { text: '#ff201f1f', subtle: '#ff2d2c2c' };

/** What Microsoft publishes as the host configurations of Teams. */
export const teamsPalettes: Record<'light' | 'dark', CardPalette> = {
  light: {
    grounds: { default: '#ffffff', emphasis: '#fff9f8f7', ...teamsGrounds },
    text: '#ff252424',
    subtle: '#bf252424',
  },
  dark: {
    grounds: { default: '#ff2d2c2c', emphasis: '#ff292828', ...teamsGrounds },
    text: '#ffffffff',
    subtle: '#bfffffff',
    textOn: Object.fromEntries(styles.map((style) => [style, onLightGround])),
  },
};
