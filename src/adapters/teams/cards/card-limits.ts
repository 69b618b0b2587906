/** How long the parts of a card may be. */
export interface CardLimits {
  /** Characters of one text on the card's face. */
  text: number;
  /** Lines of one list on the card's face. */
  lines: number;
  /** The same for what is folded: evidence, details of codes, further steps. */
  foldedText: number;
  foldedLines: number;
  /** Lines of a list on the card's face that open with one click. */
  rest: number;
  /** Characters of one query; 0 leaves the text out. */
  kql: number;
  /** Whether each query keeps its link, which holds the whole query; the button keeps one anyway. */
  links: boolean;
}

/** Generous first, tighter until the card fits. What is folded gives way before the verdict does. */
export const cardLimits: CardLimits[] = [
  { text: 1200, lines: 6, rest: 45, foldedText: 900, foldedLines: 20, kql: 2500, links: true },
  { text: 1200, lines: 6, rest: 45, foldedText: 900, foldedLines: 6, kql: 2500, links: true },
  { text: 1200, lines: 6, rest: 30, foldedText: 500, foldedLines: 5, kql: 1200, links: true },
  { text: 900, lines: 6, rest: 20, foldedText: 300, foldedLines: 4, kql: 600, links: true },
  { text: 900, lines: 6, rest: 20, foldedText: 300, foldedLines: 4, kql: 0, links: false },
  { text: 600, lines: 5, rest: 10, foldedText: 200, foldedLines: 3, kql: 0, links: false },
  { text: 600, lines: 5, rest: 5, foldedText: 160, foldedLines: 2, kql: 0, links: false },
  { text: 300, lines: 5, rest: 5, foldedText: 120, foldedLines: 2, kql: 0, links: false },
  { text: 120, lines: 3, rest: 0, foldedText: 60, foldedLines: 1, kql: 0, links: false },
];

/** UTF-8 bytes of the card's JSON, the picture's data aside. */
export const mostCardBytes = 28 * 1024;
/** With the picture. */
export const mostBytes = 56 * 1024;
