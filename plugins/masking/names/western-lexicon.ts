import { readWords } from '../lexicon/read.ts';
import { brands, capitals, places, seasons } from './not-names.ts';
import { isCommonWord, isWord } from './words.ts';

const given: ReadonlySet<string> = new Set(readWords('given-names'));
const family: ReadonlySet<string> = new Set(readWords('family-names'));
const cities: ReadonlySet<string> = new Set(readWords('cities'));

/** Given names that are words as well, and with a capital nearly always a person. */
const persons: ReadonlySet<string> = new Set(
  'john jack peter harry tony nick rob bob frank mike josh carol ray randy jean jimmy dick jerry tom tim tommy sam max ben kelly alan alex amy andy anne barry becky beth betty billy bobby brad brian carl charlie chris chuck colin dan danny dave don doug ed eddie eric fred gary gene george greg guy hank henry jake james jane jason jeff jenny jess jill jim joe joan joey johnny jon kate kathy kay ken kevin kim larry laura lee leo les liz louis lucy luke lynn maggie maria marie martin mary matt meg mel milly molly nancy nelly paul penny phil polly ralph robert robin roger ron ross roy russell sally sandy sean sid simon stan steve stuart sue susan suzy ted terry theo toby todd vic wendy willy carlos diego liam dylan logan mason noah olive ruby hazel violet carmen celeste clementine dolly donna drake elaine harriet jasmine jenny kitty lucia madeline margot mimi nadia rex rhea rita rosie ruth sheila sherry stella tabitha tess tracy trudy valerie vera zoe'.split(
    ' ',
  ),
);

/** What a word with a capital may be; more than one at once. */
export interface Word {
  readonly given: boolean;
  readonly family: boolean;
  readonly place: boolean;
  /** A day, a form of address, a small word: never a name. */
  readonly thing: boolean;
  /** A company's or a product's name, whoever bears it as well. */
  readonly brand: boolean;
  /** A month or a season: `May`, `Summer`. */
  readonly season: boolean;
  /** A person nearly always, but a word where a sentence begins with it: `Frank advice`. */
  readonly doubtful: boolean;
  /** Of every text, of some texts, of none. */
  readonly word: 'common' | 'rare' | undefined;
}

/** Endings of family names that no list holds all of. */
const familyEnding =
  /(?:(?:ov|ev|in|sky|ski|ska|skaya|cki|cka|czyk|wicz|vich|vic|enko|chuk|uk|yan|ian|dze|shvili|poulos|idis|akis|escu|oglu|zade|pour|nejad|sson|ssen|dottir|datter|son|sen|strom|quist|qvist|gren|lund|berg|borg|stedt|mann|stein|feld|bach|bauer|hoff|meyer|maier|hofer|ner|huber|inger|ova|eva|ez|es|ini|elli|etti|otti|ucci|acci|aldi|ardi|one|ton|ley|field|worth|wood|well|ham|bury|shaw|combe|burn|ford|man|kins|ett|eau|ault|ard|ier|oux|illard))$/;

const parts = (word: string): readonly string[] => word.split(/[-]/).filter((part) => part.length > 1);

/** What is known of a word, in lower case and without accents. */
export function wordOf(text: string): Word {
  const bare = text.replace(/'s$/, '');
  const pieces = parts(bare);
  const among = (list: ReadonlySet<string>): boolean =>
    list.has(bare) || (pieces.length > 1 && pieces.some((piece) => piece.length > 2 && list.has(piece)));
  const person = persons.has(bare);
  const called = person || among(given);
  return {
    given: called,
    family: among(family) || (bare.length > 5 && familyEnding.test(bare) && !isWord(bare)),
    place: !person && (places.has(bare) || (!called && cities.has(bare))),
    doubtful: person && isWord(bare),
    thing: capitals.has(bare) && !seasons.has(bare),
    brand: !person && (brands.has(bare) || brands.has(text)),
    season: seasons.has(bare),
    word: person ? undefined : isCommonWord(bare) ? 'common' : isWord(bare) ? 'rare' : undefined,
  };
}
