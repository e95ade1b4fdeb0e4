/**
 * What is to be expected of 1/F for somebody who shares what is shown of them with `f` people of the view, where the view
 * shows the share `shown` of everybody and nobody knows who is in it: Benedetti and Franconi (1998), the estimate of
 * μ-ARGUS. F - f is taken for negative binomial, which gives (shown / f) · ₂F₁(1, 1; f + 1; 1 - shown).
 * @param f at least 1
 * @param shown above 0, at most 1
 */
export function expectedRisk(f: number, shown: number): number {
  if (shown >= 1) return 1 / f;
  const q = 1 - shown;
  // The series converges slowly there, and has a sum: -ln(1 - q) / q, and one step further.
  const single = -Math.log(shown) / q;
  if (f === 1) return shown * single;
  if (f === 2) return (shown / q) * (1 - shown * single);
  let [term, sum] = [1, 1];
  for (let n = 1; n < 100_000 && term > sum * 1e-12; n += 1) sum += term *= (n / (f + n)) * q;
  return (shown / f) * sum;
}
