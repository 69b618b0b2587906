/**
 * Fisher's exact test, one-sided: how likely it is that at least `with` of `drawn` devices have a
 * trait by chance, when `having` of all `total` devices have it. Counts, and a probability.
 */
export function fisherGreater(counts: {
  with: number;
  drawn: number;
  having: number;
  total: number;
}): number {
  const { drawn, having, total } = counts;
  const most = Math.min(drawn, having);
  let sum = 0;
  for (let k = counts.with; k <= most; k += 1) {
    sum += Math.exp(
      logChoose(having, k) + logChoose(total - having, drawn - k) - logChoose(total, drawn),
    );
  }
  return Math.min(1, sum);
}

/** How likely at least `seen` events are where `usual` are expected and each comes by itself. */
export function poissonAtLeast(seen: number, usual: number): number {
  if (seen <= 0) return 1;
  if (usual <= 0) return 0;
  let below = 0;
  for (let k = 0; k < seen; k += 1) {
    below += Math.exp(k * Math.log(usual) - usual - logFactorial(k));
  }
  return Math.min(1, Math.max(0, 1 - below));
}

function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY;
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const known = [0, 0];

/** No fleet is larger, and what a reply claims to have counted must not fill the memory. */
const mostKnown = 100_000;

/** Exact sums, kept: a fleet asks for the same ones again and again. Larger ones by Stirling's series. */
function logFactorial(n: number): number {
  if (n > mostKnown) return (n + 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2 + 1 / (12 * n);
  for (let k = known.length; k <= n; k += 1) known.push((known[k - 1] ?? 0) + Math.log(k));
  return known[n] ?? 0;
}
