import type { TextSplitter } from './text-splitter';

/** Hands over every line that is not blank. */
export function createLineSplitter(take: (text: string, line: number) => void): TextSplitter {
  let rest = '';
  let line = 1;

  const handOver = (text: string) => {
    if (text.trim() !== '') take(text, line);
    line += 1;
  };

  return {
    push(text) {
      const all = rest === '' ? text : rest + text;
      let start = 0;
      for (let end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', start)) {
        handOver(all.slice(start, end));
        start = end + 1;
      }
      rest = all.slice(start);
    },
    end() {
      handOver(rest);
      rest = '';
    },
  };
}
