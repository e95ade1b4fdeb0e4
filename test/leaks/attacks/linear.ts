/** A prime that is larger than any coefficient: what holds of whole numbers modulo it, holds of them. */
const prime = 2_147_483_647n;

const modulo = (n: bigint): bigint => ((n % prime) + prime) % prime;

function inverse(n: bigint): bigint {
  let [base, power, result] = [modulo(n), prime - 2n, 1n];
  for (; power > 0n; power >>= 1n) {
    if (power & 1n) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
}

type Vector = readonly bigint[];

/** What an attacker's equations say, brought to echelon form: each row begins where no other does. */
function reduced(equations: readonly (readonly number[])[]): readonly Vector[] {
  const basis: Vector[] = [];
  for (const equation of equations) {
    const row = without(
      basis,
      equation.map((n) => modulo(BigInt(n))),
    );
    const at = row.findIndex((n) => n !== 0n);
    if (at < 0) continue;
    const scale = inverse(row[at] ?? 1n);
    basis.push(row.map((n) => (n * scale) % prime));
  }
  return basis;
}

function without(basis: readonly Vector[], vector: Vector): Vector {
  return basis.reduce<Vector>((left, row) => {
    const at = row.findIndex((n) => n !== 0n);
    const times = left[at] ?? 0n;
    return times === 0n ? left : left.map((n, i) => modulo(n - times * (row[i] ?? 0n)));
  }, vector);
}

/**
 * The unknowns that equations between their sums determine, exactly: those whose own vector is a combination of the
 * equations'. No cleverer way of solving finds more, for any other value of the rest would give the same answers.
 */
export function determined(equations: readonly (readonly number[])[], unknowns: number): readonly number[] {
  const basis = reduced(equations);
  return Array.from({ length: unknowns }, (_, at) => at).filter((at) => {
    const own = Array.from({ length: unknowns }, (__, i) => (i === at ? 1n : 0n));
    return without(basis, own).every((n) => n === 0n);
  });
}

/** The least-squares guess that begins at nothing: each equation in turn is met by the smallest step (Kaczmarz), over and over. */
export function leastSquares(
  equations: readonly { readonly of: readonly number[]; readonly sum: number }[],
  unknowns: number,
): readonly number[] {
  const guess = new Array<number>(unknowns).fill(0);
  for (let sweep = 0; sweep < 400; sweep += 1)
    for (const { of, sum } of equations) {
      const size = of.reduce((total, n) => total + n * n, 0);
      const miss = sum - of.reduce((total, n, at) => total + n * (guess[at] ?? 0), 0);
      if (size > 0) for (const [at, n] of of.entries()) guess[at] = (guess[at] ?? 0) + (n * miss) / size;
    }
  return guess;
}
