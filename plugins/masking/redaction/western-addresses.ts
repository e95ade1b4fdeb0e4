import { isWord } from '../names/words.ts';
import { streetWords } from '../places/streets.ts';
import { extend } from './address-tail.ts';
import type { Found } from './span.ts';
import { corner, type Form, forms, lowerCorner, postal, told } from './western-address-forms.ts';

/** A text without a capital in it is read as if all words had one. */
interface Text {
  readonly text: string;
  readonly cased: string;
  readonly lower: boolean;
}

/** Western addresses: a street with a number, a box, a postcode, and what follows of unit, city, state, code and country. */
export function findWesternAddresses(text: string, cased: string): readonly Found[] {
  const whole = { text, cased, lower: !/\p{Lu}/u.test(cased) };
  const corners = whole.lower ? text.matchAll(lowerCorner) : cased.matchAll(corner);
  return [
    ...forms.flatMap((form) => byForm(whole, form)),
    ...Array.from(text.matchAll(postal))
      .filter(({ index, 0: match }) => hasCapital(whole, index, match) && isWritten(whole, index, match))
      .map(({ index, 0: match }) => from(whole, index, match.length)),
    ...Array.from(text.matchAll(told)).flatMap(({ index, 0: match }) => byLabel(whole, index, match)),
    ...Array.from(corners).map(({ index, 0: match }) => from(whole, index, match.length)),
  ];
}

const from = ({ text, cased }: Text, start: number, length: number): Found => ({
  start,
  end: extend(text, cased, start + length),
  kind: 'address',
});

const byForm = (whole: Text, form: Form): readonly Found[] =>
  everywhere(whole.text, form.shape)
    .filter(({ index, 0: match }) => fits(whole, form, index, match))
    .map(({ index, 0: match }) => from(whole, index, match.length));

function fits(whole: Text, { sure, compound, strange }: Form, index: number, match: string): boolean {
  // `During 1971` ends as a Ring does.
  if (compound && isWord(/[\p{L}]+(?=\.? [^ ]*$)/u.exec(match)?.[0] ?? '')) return false;
  if (strange && !isStrange(match)) return false;
  return sure === true || isWritten(whole, index, match);
}

const hasCapital = ({ cased, lower }: Text, index: number, match: string): boolean =>
  lower || /\p{Lu}/u.test(cased.slice(index, index + match.length));

const large = "(?:\\p{Lu}[\\p{L}\\d'./-]*|de|la|of|and|the|del|des|du|\\d+)";
const capitals = new RegExp(`^[^\\p{L}]*${large}(?: ${large})*`, 'u');

/** As far as the capitals go. */
function byLabel(whole: Text, index: number, match: string): readonly Found[] {
  const length = capitals.exec(whole.cased.slice(index, index + match.length))?.[0].length;
  return length === undefined ? [] : [from(whole, index, length)];
}

/** Words, and none of a sentence. */
const isStrange = (match: string): boolean => {
  const words = match.match(/\p{L}{2,}/gu) ?? [];
  return words.length > 0 && !words.some(isWord);
};

/** Matches from every place on where the ones before may have begun too early: each is short, so the cost stays linear. */
function everywhere(text: string, shape: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  shape.lastIndex = 0;
  for (let match = shape.exec(text); match; match = shape.exec(text)) {
    found.push(match);
    const next = text.indexOf(' ', match.index);
    shape.lastIndex = next < 0 ? text.length : next;
  }
  return found;
}

/** Small words inside a street's name, and what streets and parts of houses are called. */
const small = new Set(
  `de du des la le les del della delle dello degli dei di da do dos das der den dem of the and van an am y e o bis ter apt suite flat unit box psc no nr route st z nad pod na pri im zum zur op aan het a i ${Object.values(streetWords).join(' ').replaceAll('|', ' ')}`.split(
    ' ',
  ),
);

/** Each word of a street's name begins large, or belongs between such words; in a text without capitals none does. */
function isWritten({ cased, lower }: Text, start: number, match: string): boolean {
  if (lower) return true;
  const words = cased.slice(start, start + match.length).match(/\p{L}[\p{L}']*/gu) ?? [];
  const plain = words.filter((one) => !/^\p{Lu}|['’]\p{Lu}/u.test(one) && one.length > 1 && !small.has(one));
  // A name may hold a word that nobody writes large, if it is none of the sentence's.
  return (
    words.some((one) => /^\p{Lu}/u.test(one) || one.length > 4) &&
    (plain.length === 0 || (plain.length === 1 && words.length > 2 && !plain.some(isWord)))
  );
}
