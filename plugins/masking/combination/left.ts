import type { Part } from '../pieces.ts';
import { count, type Estimate } from './estimate.ts';
import { betweenEnds } from './formats.ts';
import { numbersLeft } from './national-id.ts';
import { widthLeft } from './numbers.ts';
import { nameLeft, type Person, personOf, wholeName } from './person.ts';
import { type Shown, type Told, toldBy } from './shown.ts';

/** What is left of a field that a view shows nowhere in clear, all that it shows put together. */
export interface Left {
  readonly coordinate: string;
  readonly candidates: number;
  /** By the most telling of its own techniques alone. */
  readonly alone: number;
  /** `1 district × 1 day × 100 sequence numbers × 1/11 by the check digit`. */
  readonly arithmetic: string;
  /** The fields that it is worked out from. */
  readonly from: readonly string[];
}

type Estimator = (told: Told, person: Person) => Estimate | undefined;

const place =
  (part: Part, of: number): Estimator =>
  (_, person) => {
    const known = person.part(part);
    return known.length > 0 ? count(1, part, ...known) : count(of, part);
  };

/** Ages that so many days of birth leave: today each is one or two. */
const ages = (days: number): number => (days <= 1 ? 1 : Math.ceil(days / 366) + 1);

/** How each semantic type is worked out; others by their ends, their grids or their noise. */
const estimators: Readonly<Record<string, Estimator>> = {
  'national-id': (told, person) => numbersLeft(told, person.birth, person.gender),
  'birth-date': (_, person) => person.birth,
  age: (told, { birth }) => {
    const own = widthLeft(told, false);
    const by = count(ages(birth.candidates), 'age', ...birth.from);
    return own && own.candidates <= by.candidates ? own : by;
  },
  gender: (_, { gender }) => count(gender.length > 0 ? 1 : 2, 'gender', ...gender),
  'person-name': (_, person) => wholeName(person),
  'family-name': (_, person) => nameLeft(person, 'family-name'),
  'given-name': (_, person) => nameLeft(person, 'given-name'),
  city: place('city', 30_000),
  region: place('province', 1000),
  country: place('country', 250),
};

const estimate = (told: Told, all: readonly Told[]): Estimate | undefined =>
  (estimators[told.semantic] ?? ((one) => betweenEnds(one) ?? widthLeft(one, false)))(told, personOf(all));

/**
 * The fields of one entity that somebody sees, of which more can be worked out than each of their techniques tells alone.
 * A field that some row shows in clear has no secret to keep and is not among them.
 */
export function leftOf(shown: readonly Shown[]): readonly Left[] {
  const all = shown.map(toldBy);
  return shown.flatMap((field, at): readonly Left[] => {
    const told = all[at];
    const together = told && !told.clear ? estimate(told, all) : undefined;
    if (!together) return [];
    const alone = aloneOf(field);
    if (together.candidates >= alone) return [];
    const { candidates, terms, from } = together;
    return [{ coordinate: field.coordinate, candidates, alone, arithmetic: terms.join(' × '), from }];
  });
}

function aloneOf(field: Shown): number {
  const ways = field.calls.length > 0 ? field.calls.map((call) => ({ ...field, calls: [call] })) : [field];
  return Math.min(
    ...ways.map((way) => {
      const told = toldBy(way);
      return estimate(told, [told])?.candidates ?? Number.POSITIVE_INFINITY;
    }),
  );
}
