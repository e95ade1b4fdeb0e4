/** Whom the last entries were about, so that they need not be unsealed to derive their references. */
export interface RecentSubjects {
  /** @param subjects as JSON: many strings that live a moment too long cost far more than one */
  readonly note: (receipt: string, subjects: string) => void;
  /** Once; nothing where it is known no more. */
  readonly take: (receipt: string) => readonly string[] | undefined;
}

/** Characters that are kept at the most, all entries together. */
const most = 4_000_000;

export function recentSubjects(): RecentSubjects {
  const kept = new Map<string, string>();
  const state = { length: 0 };
  const drop = (receipt: string): string | undefined => {
    const subjects = kept.get(receipt);
    if (subjects !== undefined && kept.delete(receipt)) state.length -= subjects.length;
    return subjects;
  };
  return {
    note: (receipt, subjects) => {
      kept.set(receipt, subjects);
      state.length += subjects.length;
      for (const oldest of kept.keys()) {
        if (state.length <= most) break;
        drop(oldest);
      }
    },
    take: (receipt) => {
      const subjects = drop(receipt);
      return subjects === undefined ? undefined : (JSON.parse(subjects) as readonly string[]);
    },
  };
}
