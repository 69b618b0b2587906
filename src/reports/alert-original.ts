import type { TopicFindings } from '../diagnosis/diagnosis';
import type { Alert } from '../ports/alert';
import type { AlertRows } from '../ports/alert-about';
import type { AlertOriginal, ReportTable } from './report';

const columnsShown = 3;

/** The sender's words at length, to be folded; undefined where there are none. */
export function alertOriginal({ about, description }: Alert): AlertOriginal | undefined {
  const paragraphs = [description, ...longWords(about)].flatMap(splitLines);
  const kql = about.kind === 'log' && about.query !== '' ? about.query : undefined;
  const rows = about.kind === 'log' ? about.rows : undefined;
  const table = rows === undefined ? undefined : tableOfRows(rows);
  if (paragraphs.length === 0 && kql === undefined && table === undefined) return undefined;
  return { paragraphs, ...(kql && { kql }), ...(table && { table }) };
}

/** The table of what was asked because of this kind of alert. */
export function tableOfFindings({ columns, rows, more }: TopicFindings): ReportTable {
  return toTable(columns, rows, more);
}

function longWords(about: Alert['about']): string[] {
  if (about.kind === 'service-health') return [about.title, about.communication];
  if (about.kind === 'resource-health') return [about.title];
  return about.kind === 'activity' ? [about.scope] : [];
}

/** A card is narrow: the first columns, without those that never hold anything. */
function tableOfRows({ columns, rows, more }: AlertRows): ReportTable | undefined {
  const kept = columns
    .map((_, index) => index)
    .filter((index) => rows.some((row) => (row[index] ?? '') !== ''))
    .slice(0, columnsShown);
  if (kept.length === 0) return undefined;
  const pick = (cells: string[]) => kept.map((index) => cells[index] ?? '');
  return toTable(pick(columns), rows.map(pick), more);
}

function toTable(columns: string[], rows: string[][], more: number): ReportTable {
  const cellsOf = (texts: string[]) => texts.map((text) => ({ text: text === '' ? '–' : text }));
  return { heads: cellsOf(columns), lines: rows.map((row) => ({ cells: cellsOf(row) })), more };
}

function splitLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
}
