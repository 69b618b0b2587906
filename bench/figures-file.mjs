// docs/figures.md: one section a part of the benchmark, each with the day it was measured.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const introduction =
  'Each section says when it was measured and is written by `npm run bench -- --write`, or alone by `npm run bench -- storm --write`. Everything runs on the same cores: the bot, its stand-in for Azure, the chat service and the sender.';

/** Replaces the sections that were measured and keeps every other as it stands there. */
export function writeSections(file, measured, order) {
  const sections = {
    ...(existsSync(file) && readSections(readFileSync(file, 'utf8'))),
    ...measured,
  };
  const titles = [...order, ...Object.keys(sections).filter((title) => !order.includes(title))];
  const blocks = titles
    .filter((title) => title in sections)
    .map((title) => `## ${title}\n\n${sections[title]}`);
  writeFileSync(file, `${['# Figures', introduction, ...blocks].join('\n\n')}\n`);
}

function readSections(text) {
  const [, ...blocks] = `\n${text}`.split(/\n## /);
  return Object.fromEntries(
    blocks.map((block) => {
      const [title, ...lines] = block.split('\n');
      return [title, lines.join('\n').trim()];
    }),
  );
}
