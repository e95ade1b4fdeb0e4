/** How much of one person may be in an answer. */
export interface Contributions {
  /** At most so many rows of a person. */
  readonly rows: number;
  /** In at most so many groups, each counted once where people are counted. */
  readonly groups: number;
}

/** A row as an answer sees it. */
export interface Contribution {
  readonly person: string;
  /** Its key: two rows with one key are one row. */
  readonly row: string;
  readonly group: string;
}

/**
 * The rows that count: of each person those of the groups, and of these the rows, whose keyed hashes are smallest; a group's
 * is that of its smallest row. What is chosen depends on this person's rows alone: that of another one is the same whether
 * they are there or not. A store chooses the same by the same hash.
 * @param hash of a row's key, keyed, so that nobody can make rows that are chosen
 */
export function contributing<R extends Contribution>(
  rows: Iterable<R>,
  { rows: most, groups }: Contributions,
  hash: (row: string) => string,
): readonly R[] {
  const people = new Map<string, Map<string, R>>();
  for (const row of rows) {
    const own = people.get(row.person) ?? new Map<string, R>();
    // Of rows with one key the one with the smaller group: whatever the order they come in.
    const known = own.get(row.row);
    if (!known || row.group < known.group) own.set(row.row, row);
    people.set(row.person, own);
  }
  return [...people.values()].flatMap((own) => {
    const hashed = [...own.values()].map((row) => ({ row, at: hash(row.row) }));
    hashed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const wanted = new Set([...new Set(hashed.map(({ row }) => row.group))].slice(0, groups));
    return hashed
      .filter(({ row }) => wanted.has(row.group))
      .slice(0, most)
      .map(({ row }) => row);
  });
}
