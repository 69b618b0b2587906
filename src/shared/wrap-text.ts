/** Breaks text at spaces so that no line is longer than width, unless one word is. */
export function wrapText(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) lines.push(...wrapParagraph(paragraph, width, indent));
  return lines.join('\n');
}

function wrapParagraph(paragraph: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of paragraph.split(' ')) {
    const longer = line === indent ? indent + word : `${line} ${word}`;
    if (longer.length <= width || line === indent) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = indent + word;
  }
  return [...lines, line];
}
