import type { DigestLine } from '../../src/reports/report-digest';

/** So many problems of as many hubs, one a minute from 03:14 on; the first `over` are over. */
export function digestLines(count: number, over = 0): DigestLine[] {
  return Array.from({ length: count }, (_, index) => {
    const since = new Date(Date.UTC(2026, 2, 1, 3, 14 + index));
    const endedAt = new Date(since.getTime() + 20 * 60_000);
    return {
      incident: `incident-${index + 1}`,
      title: `plant-${String(index + 1).padStart(2, '0')}-hub`,
      text: `Connected devices low · Sev${1 + (index % 3)}`,
      since,
      rank: 1 + (index % 3),
      ...(index < over && { endedAt }),
    };
  });
}
