import {
  americanPhone,
  australianPhone,
  bankCard,
  britishMobile,
  frenchMobile,
  germanPhone,
  westernId,
} from './fiction.ts';
import { heritages, livesIn } from './names-western.ts';
import type { Gender, Person, Sketch } from './person.ts';
import { streets, westernPlaces, type WesternPlace } from './places-western.ts';
import { at, type Random } from './random.ts';

/** Somebody who lives outside China. */
export function westernPerson({ n, gender, dice }: Sketch): Person {
  const country = dice.weighted(countries);
  const place = placeOf(country, n);
  const { first, last } = westernName(country, gender, dice);
  return {
    name: `${first} ${last}`,
    called: gender === 'OTHER' ? `${first.charAt(0)}. ${last}` : `${gender === 'FEMALE' ? 'Mrs' : 'Mr'} ${last}`,
    nationalId: dice.chance(0.97) ? nationalId(country, dice) : null,
    phone: phone(country, place, n, dice),
    email: dice.chance(0.94) ? `${plain(first)}.${plain(last)}${mailNumber(n)}@${dice.pick(mailHosts)}` : null,
    address: dice.chance(0.95) ? westernAddress(country, place, dice) : null,
    city: place.city,
    region: place.region,
    country,
    bankCard: dice.chance(0.9) ? bankCard(16, dice) : null,
  };
}

const countries = [
  ['US', 40],
  ['GB', 22],
  ['DE', 14],
  ['FR', 10],
  ['CA', 8],
  ['AU', 6],
] as const;
const mailHosts = ['example.com', 'example.org', 'example.net', 'post.example', 'mail.test', 'letters.invalid'];

/** Different for each person, and not their number: a mail address shows no key. */
const mailNumber = (n: number): string => String((n * 3571 + 1009) % 9973);

/** Places take turns: two people of one place differ in `n / places`, from which North American lines are made. */
const placesIn = (country: string): readonly WesternPlace[] => westernPlaces[country] ?? [];
const placeOf = (country: string, n: number): WesternPlace => at(placesIn(country), n % placesIn(country).length);

function westernName(country: string, gender: Gender, dice: Random): { readonly first: string; readonly last: string } {
  const names = heritages[dice.weighted(livesIn[country] ?? [])];
  if (!names) throw new Error(`the seed knows no names for \`${country}\``);
  const female = gender === 'FEMALE' || (gender === 'OTHER' && dice.chance(0.5));
  return { first: dice.pick(female ? names.women : names.men), last: dice.pick(names.surnames) };
}

function phone(country: string, place: WesternPlace, n: number, dice: Random): string {
  const line = Math.floor(n / placesIn(country).length);
  return phones[country]?.(place, n, line, dice) ?? '';
}

type MakePhone = (place: WesternPlace, n: number, line: number, dice: Random) => string;

const american: MakePhone = (place, _, line, dice) => americanPhone(line, place.phone, dice);

const phones: Readonly<Record<string, MakePhone>> = {
  US: american,
  CA: american,
  GB: (_, n) => britishMobile(n),
  DE: (place, n) => germanPhone(n, place.phone),
  FR: (_, n) => frenchMobile(n),
  AU: (place, n) => australianPhone(n, place.phone),
};

const nationalId = (country: string, dice: Random): string | null => westernId[country]?.(dice) ?? null;

function westernAddress(country: string, place: WesternPlace, dice: Random): string {
  const street = dice.pick(streets[country] ?? []).replace('#', String(dice.between(1, 480)));
  const flat = country === 'US' && dice.chance(0.25) ? `, Apt ${dice.between(1, 30)}${dice.pick(['A', 'B', 'C'])}` : '';
  return `${street}${flat}, ${locality(country, place)}, ${country}`;
}

/** City, region and postcode in each country's order. */
function locality(country: string, { city, region, postcode }: WesternPlace): string {
  if (country === 'DE' || country === 'FR') return `${postcode} ${city}`;
  return country === 'GB' ? `${city} ${postcode}` : `${city}, ${region} ${postcode}`;
}

/** Plain letters for a mail address: accents, blanks and apostrophes dropped. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replace(/[^a-z-]/g, '');
