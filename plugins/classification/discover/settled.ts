import type { TableFacts } from './facts.ts';
import { readName } from './read.ts';
import type { Rulebook } from './rulebook.ts';

/**
 * The rules as they are for these tables. Some words mean a company or a person: a tenant by whose key most tables are kept
 * apart is a customer of a service, and any other one rents a flat.
 */
export function settled(book: Rulebook, tables: readonly TableFacts[]): Rulebook {
  const persons = [...book.either].filter((word) => !partsAll(book, tables, word));
  if (persons.length === 0) return book;
  const as = persons.map((word) => [word, 'person'] as const);
  return { ...book, kinds: new Map([...book.kinds, ...as]), holders: new Map([...book.holders, ...as]) };
}

function partsAll({ lexicon }: Rulebook, tables: readonly TableFacts[], word: string): boolean {
  const pointing = tables.filter(({ columns }) =>
    columns.some(({ name }) => {
      const [who, id, ...more] = readName(lexicon, name);
      return who?.meaning === word && id?.meaning === 'id' && more.length === 0;
    }),
  );
  return pointing.length >= Math.max(3, tables.length / 4);
}
