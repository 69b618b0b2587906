import { sayCount, sayTime } from '../words';
import type { RefusalsByCode } from './topic-rows';

const mostLines = 6;

/** One sentence for each code and category that was refused. */
export function describeRefusals(rows: RefusalsByCode[], query: string): string[] {
  const lines = rows
    .slice(0, mostLines)
    .map(({ code, name, category, refused, devices, ...row }) => {
      const who = devices > 0 ? ` of ${sayCount(devices, 'device')}` : '';
      const what = [code, name].filter(Boolean).join(' ');
      return `${sayCount(refused, 'row')}${who} with ${what} in ${category}, ${sayTime(row.firstAt)} to ${sayTime(row.lastAt)} (query ${query}).`;
    });
  const left = rows.length - lines.length;
  return left > 0 ? [...lines, `And ${sayCount(left, 'more code')} (query ${query}).`] : lines;
}
