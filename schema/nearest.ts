/** The word that was most likely meant: the one with the fewest edits, where there are few enough. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const bound = Math.max(1, Math.floor(word.length / 3));
  const ranked = words
    .map((candidate) => ({ candidate, edits: editsBetween(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= bound)
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1));
  return ranked[0]?.candidate;
}

/** Advice for a name that is not one of the known, of which there may be more: the nearest, else something else to do. */
export function meantOr(otherwise: string, word: string, words: readonly string[]): string {
  const meant = nearest(word, words);
  return meant === undefined ? otherwise : `did you mean \`${meant}\`?`;
}

/** Advice for a name that is not one of the allowed: the nearest, else the first dozen of them. */
export function adviseNames(word: string, words: readonly string[]): string | undefined {
  const meant = nearest(word, words);
  if (meant !== undefined) return `did you mean \`${meant}\`?`;
  if (words.length === 0) return undefined;
  return `there ${words.length === 1 ? 'is' : 'are'} ${quoteAll(words.slice(0, 12))}${words.length > 12 ? ' and more' : ''}`;
}

export const quoteAll = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

/** Levenshtein's distance, with a swap of neighbours as one edit; one row at a time. */
function editsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return Number.POSITIVE_INFINITY;
  let older: readonly number[] = [];
  let old: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (old[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (old[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
          swapped ? (older[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    older = old;
    old = row;
  }
  return old[b.length] ?? 0;
}
