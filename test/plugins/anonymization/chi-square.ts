/**
 * How likely counts are to lie at least this far from what is expected, by Pearson's chi-square. Neighbours are taken
 * together until twenty are expected of them.
 * @param probability of each whole number
 */
export function pValue(samples: readonly bigint[], probability: (x: number) => number, reach: number): number {
  const counts = new Map<number, number>();
  for (const one of samples) counts.set(Number(one), (counts.get(Number(one)) ?? 0) + 1);
  const cells: { expected: number; seen: number }[] = [{ expected: 0, seen: 0 }];
  let [expected, seen] = [0, 0];
  for (let x = -reach; x <= reach; x += 1) {
    const last = cells.at(-1) as { expected: number; seen: number };
    const into = last.expected < 20 ? last : (cells[cells.push({ expected: 0, seen: 0 }) - 1] as typeof last);
    into.expected += probability(x) * samples.length;
    into.seen += counts.get(x) ?? 0;
    expected += probability(x) * samples.length;
    seen += counts.get(x) ?? 0;
  }
  // What lies further out belongs to the last cell.
  const last = cells.at(-1) as { expected: number; seen: number };
  last.expected += samples.length - expected;
  last.seen += samples.length - seen;
  const distance = cells.reduce((sum, one) => sum + (one.seen - one.expected) ** 2 / one.expected, 0);
  return upperGamma((cells.length - 1) / 2, distance / 2);
}

/** The regularized upper incomplete gamma function Q(a, x), by its series below a + 1 and Lentz's continued fraction above. */
export function upperGamma(a: number, x: number): number {
  const scale = Math.exp(-x + a * Math.log(x) - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let n = 1; n < 10_000 && term > sum * 1e-16; n += 1) sum += term *= x / (a + n);
    return 1 - sum * scale;
  }
  let [b, c, d] = [x + 1 - a, 1e300, 1 / (x + 1 - a)];
  let h = d;
  for (let n = 1; n < 10_000; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return scale * h;
}

/** ln Γ(x), by Stirling's series after shifting. */
function logGamma(x: number): number {
  if (x < 20) return logGamma(x + 1) - Math.log(x);
  return (
    (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5)
  );
}
