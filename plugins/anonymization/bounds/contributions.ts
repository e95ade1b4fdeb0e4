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
 * The rows that count: of each person those of the groups, and of these the rows, whose keyed hashes are smallest. What is
 * chosen depends on this person's rows alone: that of another one is the same whether they are there or not.
 * @param hash keyed, so that nobody can make rows that are chosen
 */
export function contributing<R extends Contribution>(
  rows: Iterable<R>,
  { rows: most, groups }: Contributions,
  hash: (text: string) => string,
): readonly R[] {
  const people = new Map<string, Map<string, R>>();
  for (const row of rows) {
    const own = people.get(row.person) ?? new Map<string, R>();
    // Of rows with one key the one with the smaller group: whatever the order they come in.
    const known = own.get(row.row);
    if (!known || row.group < known.group) own.set(row.row, row);
    people.set(row.person, own);
  }
  return [...people].flatMap(([person, own]) => {
    const placed = (kind: string, text: string): string => hash(JSON.stringify([kind, person, text]));
    const wanted = new Set(
      smallest(new Set([...own.values()].map(({ group }) => group)), groups, (one) => placed('group', one)),
    );
    const within = [...own.values()].filter(({ group }) => wanted.has(group));
    return smallest(within, most, ({ row }) => placed('row', row));
  });
}

function smallest<T>(all: Iterable<T>, most: number, hash: (one: T) => string): readonly T[] {
  const hashed = [...all].map((one) => ({ one, at: hash(one) }));
  hashed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return hashed.slice(0, most).map(({ one }) => one);
}
