import type { Lexicon } from '../../../plugins/classification/discover/lexicon.ts';
import { readName } from '../../../plugins/classification/discover/read.ts';
import { isChinese, partsOf } from '../../../plugins/classification/discover/split.ts';
import { isReserved, typeNames } from '../../../schema/catalogue/names.ts';

/** Gives each thing a name that no other has yet. */
export function distinct(taken: Iterable<string> = []): (wish: string, free?: (name: string) => boolean) => string {
  const used = new Set(taken);
  return (wish, free = () => true) => {
    for (let n = 1; ; n++) {
      const name = n === 1 ? wish : `${wish}${n}`;
      if (used.has(name) || !free(name)) continue;
      used.add(name);
      return name;
    }
  };
}

/** The words of a name in Latin letters: Chinese ones by what they mean. */
function latinWords(lexicon: Lexicon, name: string): readonly string[] {
  const words = isChinese(name)
    ? readName(lexicon, name).flatMap((unit) => unit.meaning?.split(' ') ?? (isChinese(unit.text) ? [] : [unit.text]))
    : partsOf(name);
  return words.flatMap((word) => word.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? []);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const lower = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

/** `order_items` to `OrderItem`, without the word that all tables begin with. */
export function entityName(lexicon: Lexicon, table: string, prefix: string | undefined): string {
  const words = latinWords(lexicon, table);
  const own = words[0] === prefix && words.length > 1 ? words.slice(1) : words;
  const name = own.map((word, at) => capital(at === own.length - 1 ? singular(word) : word)).join('');
  return /^[A-Za-z]/.test(name) ? name : `Table${name}`;
}

/** Whether an entity may be called so: no type that it brings is one of the schema's own. */
export const isFreeEntity = (name: string): boolean =>
  ![name, ...Object.values(typeNames(name))].some(isReserved) &&
  !/(?:Connection|Edge|Filter|OrderBy|Lookup)$/.test(name);

/** `birth_date` to `birthDate`. */
export function fieldName(lexicon: Lexicon, column: string): string {
  const name = lower(latinWords(lexicon, column).map(capital).join(''));
  if (name === '') return 'field';
  return /^[A-Za-z]/.test(name) ? name : `field${name}`;
}

/** `customer_id` to `customer`. */
export const relationName = (lexicon: Lexicon, column: string, to: string): string => {
  const name = fieldName(lexicon, column).replace(/(?:Id|ID|Fk|No|Code)$/, '');
  return name === '' || name === 'id' || isChinese(column) ? lower(to) : name;
};

export const pluralOf = (entity: string): string => {
  const name = lower(entity);
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/.test(name)) return `${name}es`;
  return `${name}s`;
};

export const singularOf = (entity: string): string => lower(entity);

function singular(word: string): string {
  if (/(?:ss|us|is|news)$/.test(word) || word.length < 4) return word;
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  // `addresses` and `statuses`, not `purchases` and `houses`.
  if (/(?:ss|[^ao]us|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, '');
}

/** As the catalogue reads a column from a field's name where none is given. */
export const columnOfField = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
