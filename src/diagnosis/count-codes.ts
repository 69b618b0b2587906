import { findErrorCode } from '../knowledge/find-error-code';
import type { CodeCount } from './diagnosis';

/** Counts rows by code, most first. The name is the log's, or the knowledge base's. */
export function countCodes(rows: { code: string; name: string }[]): CodeCount[] {
  return mergeCounts(rows.map(({ code, name }) => ({ code, name, count: 1 })));
}

/** Adds counts of the same code, whatever names they carry; codes that only have a name stay apart. */
export function mergeCounts(counts: CodeCount[]): CodeCount[] {
  const merged = new Map<string, CodeCount>();
  for (const { code, name, count } of counts) {
    const key = code === '' ? `name ${name}` : code;
    const known = merged.get(key);
    const named = known?.name || name || (findErrorCode(code)?.name ?? '');
    merged.set(key, { code, name: named, count: (known?.count ?? 0) + count });
  }
  return [...merged.values()].sort(
    (a, b) => b.count - a.count || (`${a.code} ${a.name}` < `${b.code} ${b.name}` ? -1 : 1),
  );
}
