const tag = /<(?<end>\/?)(?<name>[a-z][a-z0-9]*)(?=[\s/>])[^<>]*>|<!--[^<>]*-->|<!doctype[^<>]*>/gi;
const known = new Set(
  'a abbr b blockquote body br center code dd div dl dt em font footer h1 h2 h3 h4 h5 h6 head header hr html i img li link meta ol p pre s script section small span strong style sub sup table tbody td tfoot th thead title tr u ul'.split(
    ' ',
  ),
);
const lineBreaks = new Set(
  'blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul'.split(' '),
);
const hidden = new Set(['script', 'style', 'head']);

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
};

/**
 * HTML as the text it would show, with line breaks between paragraphs. Only what HTML knows as a
 * tag is taken for one, so that "value < 5" stays. The text may hold tags again where the HTML
 * showed some: it is text, not HTML.
 */
export function stripHtml(html: string): string {
  return tidyLines(decodeEntities(dropTags(html)));
}

function dropTags(html: string): string {
  let text = '';
  let readTo = 0;
  let within: string | undefined;
  for (const { at, length, name, isEnd } of findTags(html)) {
    if (within === undefined) text += html.slice(readTo, at) + spacing(name);
    readTo = at + length;
    if (within === undefined && hidden.has(name) && !isEnd) within = name;
    else if (isEnd && name === within) within = undefined;
  }
  return within === undefined ? text + html.slice(readTo) : text;
}

function* findTags(html: string) {
  for (const match of html.matchAll(tag)) {
    const name = match.groups?.name?.toLowerCase() ?? '';
    const isTag = name === '' || known.has(name);
    const isEnd = match.groups?.end === '/';
    if (isTag) yield { at: match.index, length: match[0].length, name, isEnd };
  }
}

function spacing(name: string): string {
  if (lineBreaks.has(name)) return '\n';
  return name === 'td' || name === 'th' ? ' ' : '';
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x(?<hex>[0-9a-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>[a-z]{2,6}));/gi,
    (whole, ...rest) => {
      const { hex, decimal, name } = rest.at(-1) as Record<string, string | undefined>;
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      return readCodePoint(Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16));
    },
  );
}

/** Empty for what no text should hold: control characters and halves of surrogate pairs. */
function readCodePoint(code: number): string {
  const isControl = code < 32 || (code >= 127 && code < 160);
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  if (isControl || isHalf || code > 0x10ffff) return code === 10 ? '\n' : '';
  return code === 160 ? ' ' : String.fromCodePoint(code);
}

function tidyLines(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
