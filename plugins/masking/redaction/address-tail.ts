import { places } from '../names/not-names.ts';
import { isWord } from '../names/words.ts';
import { countries } from '../places/western.ts';
import { regions } from '../places/streets.ts';

const between = '(?:[ ]{0,3},?[ ]?(?:\\n[>?]{0,3})?[ ]{0,4},?[ ]?(?:\\n[>?]{0,3})?[ ]{0,4})';
const unit = new RegExp(
  `${between}(?:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|building|bldg|block|lot|#|door|etage|stock|top|piso|puerta|int|box|dept)(?:[.,]{0,2} #?|[.#]|(?=\\d))(?:[a-z]?\\d[\\da-z-]{0,5}|[a-z])(?![\\p{L}\\d])`,
  'uy',
);
const ordinal = new RegExp(`${between}\\d{1,3}(?:st|nd|rd|th) floor`, 'uy');
/** A postal code, with the region before it or not. */
const code = new RegExp(
  `${between}(?:(?:${regions})\\.?,? )?(?:[a-z]{1,2}-)?(?:[a-z]{1,2}\\d[a-z\\d]? ?\\d[a-z]{2}|[a-z]\\d[a-z] ?\\d[a-z]\\d|\\d{5}(?:-\\d{3,4})?|\\d{4}(?: [a-z]{2})?|\\d{3} \\d{2}|\\d{2}-\\d{3}|\\d{6})(?![\\p{L}\\d]|[.,]\\d)`,
  'uy',
);
const region = new RegExp(`${between}(?:${regions})(?![\\p{L}\\d])`, 'uy');
const country = new RegExp(
  `${between}(?:${[...countries]
    .filter((one) => one.length > 2)
    .sort((a, b) => b.length - a.length)
    .map((one) => one.replaceAll('.', '\\.'))
    .join(
      '|',
    )}|${[...places].slice(0, 180).join('|')}|us|uk|south africa|south korea|new zealand|costa rica|sri lanka|saudi arabia|cape verde|north macedonia|czech republic|hong kong|nan|greenlander|cyprus \\(greek\\))(?![\\p{L}\\d])`,
  'uy',
);
const city = new RegExp(
  `${between}(?:\\d{4,6}(?: [a-z]{2})? |\\d{3} \\d{2} |\\d{2}-\\d{3} )?[\\p{L}][\\p{L}'.-]{0,24}(?:[ -](?!apt|suite)[\\p{L}(][\\p{L}'.)-]{0,24}(?![\\p{L}\\d])){0,4}(?![\\p{L}\\d])`,
  'uy',
);
const stop =
  /^[ ]{0,2}(?:[.?!;:)\n"”]|,(?! ?\p{Lu})|,? ?(?:and|please|for|to|or|is|was|but|by|if|when|instead|in case|after|before)(?![\p{L}])|$)/u;

/** How far an address goes on behind its street: unit, city, region, code, country, in whichever order. */
export function extend(text: string, cased: string, from: number): number {
  let sure = from;
  let at = from;
  for (let count = 0; count < 8; count++) {
    const next = match([unit, ordinal, code, country, region], text, cased, at);
    if (next !== undefined) {
      sure = next;
      at = next;
      continue;
    }
    const place = cityAt(text, cased, at);
    if (place === undefined) break;
    if (place.sure || (ends(text, place.end) && place.likely)) sure = place.end;
    at = place.end;
  }
  return sure;
}

/** Nothing of two letters that is a word of the sentence: `in`, `or`, `me` are no states unless written large. */
function match(patterns: readonly RegExp[], text: string, cased: string, at: number): number | undefined {
  for (const pattern of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined || found.length === 0) continue;
    const written = cased.slice(at, at + found.length).trim();
    const letters = written.replace(/[^\p{L}]/gu, '');
    const small =
      (pattern === region || pattern === country) &&
      letters.length < 4 &&
      letters !== 'nan' &&
      letters !== letters.toUpperCase();
    if (!small) return at + found.length;
  }
  return undefined;
}

interface Place {
  readonly end: number;
  /** It stands apart, as a city does, and is no ordinary word. */
  readonly likely: boolean;
  /** It ends with a country or a state. */
  readonly sure: boolean;
}

const closing = new RegExp(
  `(?:^| )(?:${[...places].slice(0, 180).join('|')}|${regions
    .split('|')
    .filter((one) => one.length > 3)
    .join('|')}|united kingdom|united states)$`,
);
const inner =
  /^(?:de|la|le|les|del|do|da|dos|di|an|am|der|den|sur|upon|on|of|in|im|the|y|el|nad|pri|v|ob|cité|cite|vrh)$/;

/** A run of capital words, as long as they are. */
function cityAt(text: string, cased: string, at: number): Place | undefined {
  city.lastIndex = at;
  const found = city.exec(text)?.[0];
  if (found === undefined) return undefined;
  const written = cased.slice(at, at + found.length);
  const lead = /^[^\p{L}]*/u.exec(written)?.[0] ?? '';
  const lower = !/\p{Lu}/u.test(cased.slice(Math.max(0, at - 40), at));
  const words = written.slice(lead.length).split(' ');
  const good = words.findIndex(
    (one) => !(/^[\p{Lu}(]/u.test(one) || inner.test(one.toLowerCase()) || (lower && !isWord(one))),
  );
  const kept = (good < 0 ? words : words.slice(0, good)).join(' ').replace(/[.]$/, '');
  // `Phone:` begins another entry.
  if (kept === '' || !/\p{L}{2}/u.test(kept) || text[at + lead.length + kept.length] === ':') return undefined;
  const apart = /[,\n\d]/.test(lead) || /\d/.test(text[at - 1] ?? '');
  const proper = kept.split(' ').some((one) => !isWord(one.toLowerCase().replace(/[^\p{L}]/gu, '')));
  return {
    end: at + lead.length + kept.length,
    likely: apart && (proper || lead.includes(',')),
    sure: proper && closing.test(kept.toLowerCase()),
  };
}

const ends = (text: string, at: number): boolean => stop.test(text.slice(at, at + 24));
