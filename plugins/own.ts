/**
 * The entry of that name, if the record itself has it: names come from tokens and headers, and `constructor` is one
 * too.
 */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
