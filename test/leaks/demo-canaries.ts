import { entityOf } from '../../schema/catalogue/catalogue.ts';
import { type CaseFile, caseFiles } from '../cases/case-file.ts';
import { isOpenIn, readable } from '../cases/reading.ts';
import type { Truth } from '../cases/truth.ts';
import { demoCatalogue } from '../fixtures/demo-config.ts';
import { readings } from './canaries.ts';
import type { DemoProfile } from './demo-profiles.ts';

/** What points at a person: whoever is not shown such a cell in clear may find its value nowhere. */
const telling = [
  'Customer.name',
  'Customer.birthDate',
  'Customer.nationalId',
  'Customer.phone',
  'Customer.email',
  'Customer.address',
  'Customer.bankCard',
  'Order.shippingAddress',
  'Activity.ip',
] as const;

/** Looks for values that a profile may never see, and says which cells it found. */
export type Search = (text: string) => readonly string[];

/** The golden cases of a data subject are written for the first customer; what they say holds for another one alike. */
const about = (file: CaseFile, customer: string | undefined): CaseFile =>
  customer === undefined || !file.rows
    ? file
    : {
        ...file,
        rows: Object.fromEntries(
          Object.entries(file.rows).map(([entity, rule]) => [
            entity,
            { ...rule, where: rule.where.replace(/ = 1\b/, ` = ${customer}`) },
          ]),
        ),
      };

/** Where is looked: in what they are told, or in what left a store for it, which is masked on its way. */
export type Where = 'answers' | 'stores';

/** So much of a value finds the few places worth comparing it at. */
const beginning = 3;

/**
 * The search for one profile. What it may see is read from the golden cases, which lawyers read, not from the policy that
 * the gateway reads: cells that a table shows in clear, on the rows that it says exist.
 */
export async function searchFor(
  truth: Truth,
  { who, purpose, claims }: DemoProfile,
  where: Where = 'answers',
): Promise<Search> {
  const found = caseFiles().find((one) => one.who === who && one.purpose === (purpose ?? one.purpose));
  const file = found && about(found, claims?.['customer']);
  const shown = file ? await shownBy(file, truth, where) : { values: new Set<string>(), texts: '' };
  const needles = new Map<string, Map<string, string>>();
  const sieve = new Uint8Array(1 << 16);
  for (const coordinate of telling) {
    const [entity = '', field = ''] = coordinate.split('.');
    for (const { values } of await truth.entity(entity)) {
      const value = values[field];
      if (value == null || shown.values.has(value) || shown.texts.includes(value) || isItsOwnMask(coordinate, value))
        continue;
      for (const spelled of spellings(coordinate, value)) {
        const alike = needles.get(spelled.slice(0, beginning)) ?? new Map<string, string>();
        needles.set(spelled.slice(0, beginning), alike.set(spelled, `${coordinate} of ${values['id']}`));
        sieve[hash(spelled, 0)] = 1;
      }
    }
  }
  return (text) => [...new Set([...readings(text)].flatMap((reading) => foundIn(reading, needles, sieve)))];
}

/** As it is, and a number without its marks. What is too short stands anywhere. */
function spellings(coordinate: string, value: string): readonly string[] {
  const digits = value.replace(/\D/g, '');
  const bare =
    coordinate === 'Customer.birthDate' || coordinate === 'Activity.ip' || digits.length < 11 ? [] : [digits];
  return [...new Set([value.normalize('NFKC').toLowerCase(), ...bare])].filter(({ length }) => length >= beginning);
}

const hash = (text: string, at: number): number =>
  (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 5) ^ (text.charCodeAt(at + 2) << 10)) & 0xffff;

/** A first of January is the year that it is reduced to; an address that ends in 0 is its network. */
const isItsOwnMask = (coordinate: string, value: string): boolean =>
  coordinate === 'Customer.birthDate' ? value.endsWith('-01-01') : coordinate === 'Activity.ip' && value.endsWith('.0');

function foundIn(
  reading: string,
  needles: ReadonlyMap<string, ReadonlyMap<string, string>>,
  sieve: Uint8Array,
): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at + beginning <= reading.length; at += 1) {
    if (sieve[hash(reading, at)] !== 1) continue;
    for (const [needle, place] of needles.get(reading.slice(at, at + beginning)) ?? [])
      if (reading.startsWith(needle, at) && !isInside(reading, at, needle, place)) found.push(place);
  }
  return found;
}

/** `10.1.2.3` is not in `10.1.2.34`. */
const isInside = (reading: string, at: number, needle: string, place: string): boolean =>
  place.startsWith('Activity.ip') && /\d/.test(`${reading[at - 1] ?? ''}${reading[at + needle.length] ?? ''}`);

/** Fields by which a text about somebody is redacted. */
const redactedBy = ['name', 'phone', 'email', 'nationalId', 'bankCard', 'address'].map((field) => `Customer.${field}`);

/** What a table lets be read of a field at all: what it shows, what it masks, and what a text that it redacts wants. */
function isReadIn(file: CaseFile): (coordinate: string) => boolean {
  const masked = (coordinate: string): boolean =>
    ['clear', 'reduced', 'replaced'].includes(file.fields?.[coordinate]?.shows ?? 'absent');
  const redacts = file.fields?.['Feedback.text']?.shows === 'reduced';
  return (coordinate) => masked(coordinate) || (redacts && redactedBy.includes(coordinate));
}

/** Every value that a table of golden cases shows in clear, and free texts that are shown whole: what is said in them is said. */
async function shownBy(
  file: CaseFile,
  truth: Truth,
  searched: Where,
): Promise<{ readonly values: ReadonlySet<string>; readonly texts: string }> {
  const catalogue = demoCatalogue();
  const values = new Set<string>();
  const texts: string[] = [];
  const isOpen = (searched === 'stores' ? isReadIn : isOpenIn)(file);
  for (const coordinate of [...telling, 'Feedback.text', 'Customer.city']) {
    const [name = '', field = ''] = coordinate.split('.');
    const entry = file.fields?.[coordinate];
    const conditional = entry?.shows === 'conditional' ? await truth.where(name, entry.where) : undefined;
    if (!isOpen(coordinate) && !conditional) continue;
    if (!entityOf(catalogue, name).fields.has(field)) continue;
    const there = await readable(file, name, truth);
    for (const { values: row } of there) {
      const value = row[field];
      if (value == null || (conditional && !conditional.some((one) => one.values['id'] === row['id']))) continue;
      if (coordinate === 'Feedback.text') texts.push(value);
      else values.add(value);
    }
  }
  return { values, texts: texts.join('\n') };
}
