/** Whom the last entries were about, so that they need not be unsealed to derive their references. */
export interface RecentSubjects {
  readonly note: (receipt: string, subjects: readonly string[]) => void;
  /** Once; nothing where it is known no more. */
  readonly take: (receipt: string) => readonly string[] | undefined;
}

/** Subjects that are kept at the most, all entries together. */
const most = 100_000;

export function recentSubjects(): RecentSubjects {
  const kept = new Map<string, readonly string[]>();
  const state = { count: 0 };
  const take = (receipt: string): readonly string[] | undefined => {
    const subjects = kept.get(receipt);
    if (subjects && kept.delete(receipt)) state.count -= subjects.length;
    return subjects;
  };
  return {
    note: (receipt, subjects) => {
      kept.set(receipt, subjects);
      state.count += subjects.length;
      for (const oldest of kept.keys()) {
        if (state.count <= most) break;
        take(oldest);
      }
    },
    take,
  };
}
