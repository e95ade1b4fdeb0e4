import type { Part } from '../pieces.ts';
import { count, type Estimate, each, fewest } from './estimate.ts';
import { daysByNumber, tellsGender } from './national-id.ts';
import { widthLeft } from './numbers.ts';
import type { Told } from './shown.ts';

/** What all fields of a view together tell of the person whose row it is. */
export interface Person {
  readonly birth: Estimate;
  /** The fields that tell the gender. */
  readonly gender: readonly string[];
  /** The fields that tell this part. */
  readonly part: (part: Part) => readonly string[];
}

export function personOf(all: readonly Told[]): Person {
  const of = (semantic: string): readonly Told[] => all.filter((one) => one.semantic === semantic);
  const ids = of('national-id');
  return {
    birth: fewest(
      count(36_525, 'day'),
      ...of('birth-date').map(daysOfDate),
      ...of('age').map(daysOfAge),
      ...ids.map(daysByNumber),
    ),
    gender: [...of('gender').filter(({ clear }) => clear), ...ids.filter(tellsGender)].map(
      ({ coordinate }) => coordinate,
    ),
    part: (part) => all.filter((one) => tellsPart(one, part)).map(({ coordinate }) => coordinate),
  };
}

const daysOfDate = (told: Told): Estimate =>
  told.clear ? count(1, 'day', told.coordinate) : (widthLeft(told, true) ?? count(36_525, 'day'));

function daysOfAge(told: Told): Estimate {
  if (told.clear) return count(366, 'day', told.coordinate);
  const years = widthLeft(told, false);
  return years ? count(366 * years.candidates, 'day', ...years.from) : count(36_525, 'day');
}

/** What lies in a field that is shown whole. */
const holds: Readonly<Record<string, readonly Part[]>> = {
  'person-name': ['family-name', 'given-name', 'initials'],
  'family-name': ['family-name'],
  'given-name': ['given-name'],
  address: ['district', 'city', 'province', 'country'],
  city: ['city'],
  region: ['province'],
  country: ['country'],
};

/** What is told with a part, because it lies in it. */
const above: Readonly<Partial<Record<Part, readonly Part[]>>> = {
  district: ['city', 'province', 'country'],
  city: ['province', 'country'],
  province: ['country'],
};

const tellsPart = (told: Told, part: Part): boolean =>
  (told.clear && (holds[told.semantic]?.includes(part) ?? false)) ||
  told.pieces.some((one) => one.tells === 'part' && (one.part === part || (above[one.part]?.includes(part) ?? false)));

/** Names in use: an initial leaves one in twenty. */
const names = { 'family-name': 5000, 'given-name': 50_000 } as const;

/** The names left of a part, by every field that tells of it. */
export function nameLeft(person: Person, part: keyof typeof names): Estimate {
  const known = person.part(part);
  const initials = person.part('initials');
  const what = part.replace('-', ' ');
  if (known.length > 0) return count(1, what, ...known);
  return count(names[part] / (initials.length > 0 ? 20 : 1), what, ...initials);
}

export const wholeName = (person: Person): Estimate =>
  each(nameLeft(person, 'family-name'), nameLeft(person, 'given-name'));
