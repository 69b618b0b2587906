/** What the bot made of a delivery, in words: `2 newest, 1 older`. */
export function sayCounts(counts: Record<string, number>): string {
  const told = Object.entries(counts).filter(([name, count]) => count > 0 && name !== 'received');
  return told.map(([name, count]) => `${count.toLocaleString('en')} ${name}`).join(', ');
}

/** The same over several deliveries. */
export function addCounts(all: Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of all.flatMap((each) => Object.entries(each))) {
    sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}
