import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { cleanText, escapeMarkdown } from '../../../src/adapters/teams/cards/escape-text';

const markdown = new MarkdownIt();

/** What a reader sees of a markdown text. */
function shown(text: string): string {
  const html = markdown.render(text).replace(/<[^>]*>/g, '');
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}

const withoutJoiner = (text: string) => text.replaceAll('\u2060', '');

const pieces = fc.constantFrom(
  ...'*_[]()`~#>-+!|\\<&;:/.= 1aé',
  '](http://x)',
  '<at>',
  '&lt;',
  '~~',
  '```',
  '1. ',
  '- ',
  '\u2060',
);

describe('escapeMarkdown', () => {
  it('shows every text as it is', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const text = cleanText(parts.join('')).trim();

        const seen = withoutJoiner(shown(escapeMarkdown(text))).trim();

        expect(seen).toBe(withoutJoiner(text).trim());
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    'device-42',
    'line_3.press-01',
    "a:b.c+d%e_f#g?h!i(j),k=l@m;n$o'p",
    '#12-north',
    '-17',
    'MQTT (8883) ~ 3 < 5',
  ])('leaves %s alone, since phones show a backslash', (text) => {
    const escaped = escapeMarkdown(text);

    expect(escaped).toBe(text);
  });

  it('keeps the macros that show a time in the reader’s zone', () => {
    const text = '{{DATE(2026-11-21T03:12:00Z, SHORT)}} {{TIME(2026-11-21T03:12:00Z)}}';

    const escaped = escapeMarkdown(text);

    expect(escaped).toBe(text);
  });

  it.each([
    ['[click](http://evil.example)', /<a /],
    ['<http://evil.example>', /<a /],
    ['<1@evil.example>', /<a /],
    ['[x]: http://evil.example', /^$/],
    ['**bold** and _slanted_', /<(strong|em)>/],
    ['# heading', /<h1>/],
  ])('takes the effect from %s', (text, effect) => {
    const html = markdown.render(escapeMarkdown(text));

    expect(html).not.toMatch(effect);
  });
});

describe('cleanText', () => {
  it.each([
    ['\u202Egnp.exe', 'gnp.exe'],
    ['a\u0000b\u0007c\u009b', 'abc'],
    ['line one\r\n  line two', 'line one line two'],
    ['half \ud83d of a pair', 'half \ufffd of a pair'],
    ['\u200bzero\ufeff width', 'zero width'],
    ['תקלה באתר', 'תקלה באתר'],
  ])('makes %j into %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('keeps the lines of a query', () => {
    expect(cleanText('T\r\n| take 1', 'many')).toBe('T\n| take 1');
  });

  it('leaves nothing that a template or a client would act upon', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('$', '{', '}', 'DATE(', 'x'), { maxLength: 20 }),
        (parts) => {
          const clean = cleanText(parts.join(''));

          expect(clean).not.toMatch(/\$\{|\{\{/);
          expect(withoutJoiner(clean)).toBe(parts.join(''));
        },
      ),
    );
  });
});
