import { streetWords } from '../places/streets.ts';
import { isWord } from '../names/words.ts';
import { extend } from './address-tail.ts';
import type { Found } from './span.ts';

const word = "[\\p{L}\\d][\\p{L}\\d'./-]{0,24}";
const few = `(?:${word} ){1,4}?`;
const house = '(?:(?:no|nr|nº|#)\\.? ?)?\\d{1,6}(?:[-/]\\d{1,5})?[a-z]?';
const direction = '(?:(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\\.? )?';
const unitBefore = '(?:(?:flat|apt|apartment|unit|suite|room|floor)\\.? ?[a-z]?\\d{1,4}[a-z]?,? )?';
const gap = ',?[ \\n]';

/** Ways to write a street with its number; `sure` without capitals. */
const forms: readonly { readonly shape: RegExp; readonly sure?: true; readonly compound?: true; readonly strange?: true }[] = [
  // 12 Elm Street, Flat 4, 18 Baker Row, 221 N. Main St
  { shape: `${unitBefore}${house}${gap}(?:${house} )?${direction}${few}(?:${streetWords.behind})(?![\\p{L}\\d'])\\.?(?: \\d{1,5}[a-z]?(?![\\p{L}\\d]))?` },
  // Hauptstr. 5, Storgatan 14, 6750 Koskikatu 25
  { shape: `${unitBefore}(?:${house} )?(?:${word} ){0,2}?[\\p{L}.-]{2,30}(?:${streetWords.within})\\.? ${house}(?![\\p{L}\\d])`, compound: true as const },
  // Rákóczi út 13, ul. Polna 17, Via Garibaldi 23, 12 rue des Lilas
  { shape: `${unitBefore}(?:${house},? )?(?:${streetWords.before})\\.? (?:${word} ){0,5}?${word},? ${house}(?![\\p{L}\\d])` },
  { shape: `${house},? (?:(?:bis|ter),? )?(?:${streetWords.before})\\.? (?:(?:de|du|des|la|le|les|del|della|di|da|do|dos|das|l'|d')[ ]?){0,3}${word}(?: ${word}){0,3}` },
  { shape: `${unitBefore}(?:${house} )?${few}(?:utca|utja|ut|u|ulica|cesta|ulice|namesti|trg|sokak|caddesi|krt|ter|tere|strasse|straße|str|platz|weg|gasse|allee|ring|gade|gate|gata|vagen|vej|terrasse|rkp|kapu|iela|gatve|tanav|poik|katu|tie|street|road|avenue)\\.? ${house}(?![\\p{L}\\d])` },
  // 2740 Anything At All Apt. 12
  { shape: `(?:${house} )?${house} (?:${word} ){0,5}?${word}(?: \\d{1,5}\\.?)?,?[ \\n>?]{1,6}(?:apt|suite|ste|flat)\\.? #?\\d{1,5}[a-z]?(?![\\p{L}\\d])` },
  // 51709 Spinatsch 94, and a city: no word of a sentence in between
  { shape: `\\d{3,6} (?:${word} ){1,3}\\d{1,5}\\.?(?=,? ?\\n? ?\\p{L})`, strange: true as const },
  { shape: `(?:p\\.? ?o\\.? ?box|post office box|postfach|apartado postal|psc \\d{1,5},? box|unit \\d{1,5},? box) ?\\d{1,8}`, sure: true as const },
  { shape: `(?:uss|usns|usnv|uscgc|usnv) [\\p{L}'-]{2,20}\\s{1,2}[adf]po [a-z]{2} \\d{5}`, sure: true as const },
].map(({ shape, ...rest }) => ({ shape: new RegExp(`(?<![\\p{L}\\d.])(?:${shape})`, 'gu'), ...rest }));

/** Codes that are a place by themselves: a British, a Canadian postcode, a city with its state and code. */
const postal =
  /(?<![\p{L}\d])(?:(?:gir ?0aa|[a-z]{1,2}\d[a-z\d]? \d[abd-hjlnp-uw-z]{2})|[abceghj-nprstvxy]\d[abceghj-nprstv-z] \d[abceghj-nprstv-z]\d|(?:[\p{L}.'-]{2,20} ){0,2}[\p{L}.'-]{2,20}, ?[a-z]{2} \d{5}(?:-\d{4})?)(?![\p{L}\d])/gu;

/** Behind words that bring an address, a number and a name are enough: `I live at 45 Kingsway`. */
const told = new RegExp(
  `(?<=(?:address(?: is| was|:| to)|lives? (?:at|on|in)|living at|resides? at|located at|deliver(?:ed)? to|ship(?:ped)? to|moved to|arrived at|meet (?:me|you) at|send (?:it )?to|return to|situated at|office is at|offices are located at|restaurant is at|home is|taxi to|off at)[: \\n]{1,3})${house}${gap}${word}(?: ${word}){0,4}`,
  'gu',
);

const proper = "(?:[\\p{Lu}\\d][\\p{L}\\d'./-]*|ul\\.|de|la|do|da|del|van|ten|of)";
/** Where two streets meet. */
const corner = new RegExp(`(?:the )?corner of ${proper}(?: ${proper}){0,7} and ${proper}(?: ${proper}){0,5}`, 'gu');
const lowerCorner = new RegExp(`(?:the )?corner of (?:${word} ){1,5}and ${word}(?: ${word})?`, 'gu');

/** Western addresses: a street with a number, a box, a postcode, and what follows of unit, city, state, code and country. */
export function findWesternAddresses(text: string, cased: string): readonly Found[] {
  const lower = !/\p{Lu}/u.test(cased);
  const found: Found[] = [];
  const add = (index: number, match: string): void => {
    if (capital(cased, index, match, lower)) found.push({ start: index, end: extend(text, cased, index + match.length), kind: 'address' });
  };
  for (const { shape, sure, compound, strange } of forms) {
    for (const { index, 0: match } of everywhere(text, shape)) {
      // `During 1971` ends as a Ring does.
      if (compound && isWord(/[\p{L}]+(?=\.? [^ ]*$)/u.exec(match)?.[0] ?? '')) continue;
      if (strange && !isStrange(match)) continue;
      if (sure) found.push({ start: index, end: extend(text, cased, index + match.length), kind: 'address' });
      else add(index, match);
    }
  }
  for (const { index, 0: match } of text.matchAll(postal))
    if (/\p{Lu}/u.test(cased.slice(index, index + match.length)) || lower) add(index, match);
  for (const { index, 0: match } of text.matchAll(told)) addTold(index, match);
  for (const { index, 0: match } of (lower ? text : cased).matchAll(lower ? lowerCorner : corner))
    found.push({ start: index, end: extend(text, cased, index + match.length), kind: 'address' });
  return found;

  function addTold(index: number, match: string): void {
    // As far as the capitals go.
    const length = /^[^\p{L}]*(?:\p{Lu}[\p{L}\d'./-]*|de|la|of|the|del|des|du|\d+)(?: (?:\p{Lu}[\p{L}\d'./-]*|de|la|of|and|the|del|des|du|\d+))*/u.exec(cased.slice(index, index + match.length))?.[0].length;
    if (length !== undefined) found.push({ start: index, end: extend(text, cased, index + length), kind: 'address' });
  }
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
function capital(cased: string, start: number, match: string, lower: boolean): boolean {
  if (lower) return true;
  const words = cased.slice(start, start + match.length).match(/\p{L}[\p{L}']*/gu) ?? [];
  const plain = words.filter((one) => !/^\p{Lu}|['’]\p{Lu}/u.test(one) && one.length > 1 && !small.has(one));
  // A name may hold a word that nobody writes large, if it is none of the sentence's.
  return words.some((one) => /^\p{Lu}/u.test(one) || one.length > 4) && (plain.length === 0 || (plain.length === 1 && words.length > 2 && !plain.some(isWord)));
}
