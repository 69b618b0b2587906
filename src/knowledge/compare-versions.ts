/** How far a version is behind the newest known one. */
export type Behind = 'current' | 'behind' | 'far-behind' | 'unknown';

/** As many releases back nobody tests a fault any more. */
const farMinors = 10;

/** Below zero where `a` is older. By three numbers; what follows, such as `-preview`, does not count. */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a);
  const right = numbersOf(b);
  for (const place of [0, 1, 2]) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Far behind is another major version, or ten minor ones. */
export function howFarBehind(version: string, newest: string | undefined): Behind {
  if (newest === undefined) return 'unknown';
  if (compareVersions(version, newest) >= 0) return 'current';
  const [major = 0, minor = 0] = numbersOf(version);
  const [newestMajor = 0, newestMinor = 0] = numbersOf(newest);
  return major < newestMajor || newestMinor - minor >= farMinors ? 'far-behind' : 'behind';
}

function numbersOf(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10));
}
