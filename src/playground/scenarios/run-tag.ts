/**
 * Tells two runs of a scenario apart in the names of its devices. A rhythm that is played twice
 * over the same devices would be none any more.
 */
export function runTag(now: Date): string {
  return now.toISOString().slice(11, 19).replaceAll(':', '');
}
