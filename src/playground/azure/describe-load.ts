import type { LoadReport } from './load-report';

const mostBadPieces = 10;

/** What was loaded, in one line. */
export function describeLoad({ rows, files, hubs }: LoadReport): string {
  const from = files === 0 ? 'the bundled samples' : `${files} files`;
  return `${rows.toLocaleString('en')} log rows of ${hubs.join(', ') || 'no hub'} from ${from}`;
}

/** What could not be used, a line each with file, line and reason; empty when all could. */
export function describeBadPieces({ bad, badCount }: LoadReport): string[] {
  if (badCount === 0) return [];
  const shown = bad.slice(0, mostBadPieces).map(({ file, line, reason }) => {
    return `  ${file}${line === 0 ? '' : `:${line}`}: ${reason}`;
  });
  const more = badCount > shown.length ? [`  and ${badCount - shown.length} more`] : [];
  return [`Left out, because they could not be read (${badCount}):`, ...shown, ...more];
}
