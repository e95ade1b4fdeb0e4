import type { Unit } from './unit.ts';

/** What only a body or a birth gives: no organisation, place or thing has two of these. */
export const bodily: ReadonlySet<string> = new Set([
  'first name',
  'last name',
  'birth date',
  'gender',
  'age',
  'national id',
  'ssn',
  'nationality',
  'marital status',
  'ethnicity',
]);

/** What whoever has an account has as well. */
export const personal: ReadonlySet<string> = new Set([
  ...bodily,
  'person name',
  'password',
  'nickname',
  'username',
  'portrait',
  'salutation',
  'maiden name',
  'display name',
  'biography',
  'email',
]);

/** What only an organisation has. */
export const corporate: ReadonlySet<string> = new Set(['industry', 'headcount', 'company id']);

/** Who has a name and can be reached is somebody, where nothing says that it is something else. */
export const named: ReadonlySet<string> = new Set([
  'name',
  'person name',
  'first name',
  'last name',
  'birth date',
  'maiden name',
]);
export const reached: ReadonlySet<string> = new Set(['phone', 'email', 'age', 'gender', 'birth date', 'address']);

/** Which of these meanings columns have that say nothing of somebody else: `sex`, and not `owner_sex`. */
export const bare = (
  columns: readonly (readonly Unit[])[],
  prefixes: ReadonlySet<string>,
  of: ReadonlySet<string>,
): readonly string[] => [
  ...new Set(
    columns.flatMap((units) => {
      const own = units.length > 1 && prefixes.has(units[0]?.text ?? '') ? units.slice(1) : units;
      const [only, ...more] = own.filter((unit) => unit.meaning !== undefined);
      return only?.meaning !== undefined && more.length === 0 && of.has(only.meaning) ? [only.meaning] : [];
    }),
  ),
];

const addresses: ReadonlySet<string> = new Set([
  'address',
  'postal code',
  'city',
  'phone',
  'street',
  'province',
  'district',
]);

/** It says where somebody lives or how they are reached. */
export const isAddressed = (columns: readonly (readonly Unit[])[]): boolean =>
  columns.some((units) => units.some(({ meaning }) => meaning !== undefined && addresses.has(meaning)));

/** First words that most columns share. */
export function prefixesOf(columns: readonly (readonly Unit[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const units of columns) {
    const [first] = units;
    if (first && units.length > 1) counts.set(first.text, (counts.get(first.text) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 2 && count * 2 > columns.length).map(([word]) => word));
}

const money: ReadonlySet<string> = new Set(['amount', 'cost', 'price']);
/** What is paid. */
export const isMoney = (units: readonly Unit[]): boolean => money.has(units.at(-1)?.meaning ?? '');
