/** The candidate that was probably meant, for advice; nothing where none is close. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const [best] = [...candidates]
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter((one) => one.distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return best?.candidate;
}

/** Levenshtein's: insertions, deletions, substitutions. */
function distance(a: string, b: string): number {
  const first = Array.from({ length: b.length + 1 }, (_, j) => j);
  const last = [...a].reduce<readonly number[]>((above, letter, i) => {
    const row = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (above[j] ?? 0) + (letter === b[j] ? 0 : 1);
      row.push(Math.min(change, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    return row;
  }, first);
  return last[b.length] ?? 0;
}
