import { streetWords } from '../places/streets.ts';

const word = "[\\p{L}\\d][\\p{L}\\d'./-]{0,24}";
const few = `(?:${word} ){1,4}?`;
const house = '(?:(?:no|nr|nº|#)\\.? ?)?\\d{1,6}(?:[-/]\\d{1,5})?[a-z]?';
const direction = '(?:(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\\.? )?';
const unitBefore = '(?:(?:flat|apt|apartment|unit|suite|room|floor)\\.? ?[a-z]?\\d{1,4}[a-z]?,? )?';
const britishCode = '[a-z]{1,2}\\d[a-z\\d]? \\d[abd-hjlnp-uw-z]{2}';
const gap = ',?[ \\n]';

/** One way to write a street with its number. */
export interface Form {
  readonly shape: RegExp;
  /** Without capitals too. */
  readonly sure?: true;
  /** Its last word ends as streets do, and as other words do. */
  readonly compound?: true;
  /** No word of it may be one of the language. */
  readonly strange?: true;
}

/** Ways to write a street with its number. */
export const forms: readonly Form[] = [
  // 12 Elm Street, Flat 4, 18 Baker Row, 221 N. Main St
  {
    shape: `${unitBefore}${house}${gap}(?:${house} )?${direction}${few}(?:${streetWords.behind})(?![\\p{L}\\d'])\\.?(?: \\d{1,5}[a-z]?(?![\\p{L}\\d]))?`,
  },
  // 9 Quarry Bank, Sheffield S10 4FD; 1480 Kingsway, Boise, ID 83702: a code says that what stands before it is one
  {
    shape: `${unitBefore}${house}${gap}(?:${word} ){0,3}?${word}, ?(?:${word},? ){1,3}(?:${britishCode}|[a-z]{2},? \\d{5}(?:-\\d{4})?)(?![\\p{L}\\d])`,
  },
  // Hauptstr. 5, Storgatan 14, 6750 Koskikatu 25
  {
    shape: `${unitBefore}(?:${house} )?(?:${word} ){0,2}?[\\p{L}.-]{2,30}(?:${streetWords.within})\\.? ${house}(?![\\p{L}\\d])`,
    compound: true as const,
  },
  // Rákóczi út 13, ul. Polna 17, Via Garibaldi 23, 12 rue des Lilas
  {
    shape: `${unitBefore}(?:${house},? )?(?:${streetWords.before})\\.? (?:${word} ){0,5}?${word},? ${house}(?![\\p{L}\\d])`,
  },
  {
    shape: `${house},? (?:(?:bis|ter),? )?(?:${streetWords.before})\\.? (?:(?:de|du|des|la|le|les|del|della|di|da|do|dos|das|l'|d')[ ]?){0,3}${word}(?: ${word}){0,3}`,
  },
  {
    shape: `${unitBefore}(?:${house} )?${few}(?:utca|utja|ut|u|ulica|cesta|ulice|namesti|trg|sokak|caddesi|krt|ter|tere|strasse|straße|str|platz|weg|gasse|allee|ring|gade|gate|gata|vagen|vej|terrasse|rkp|kapu|iela|gatve|tanav|poik|katu|tie|street|road|avenue)\\.? ${house}(?![\\p{L}\\d])`,
  },
  // 2740 Anything At All Apt. 12
  {
    shape: `(?:${house} )?${house} (?:${word} ){0,5}?${word}(?: \\d{1,5}\\.?)?,?[ \\n>?]{1,6}(?:apt|suite|ste|flat)\\.? #?\\d{1,5}[a-z]?(?![\\p{L}\\d])`,
  },
  // 51709 Spinatsch 94, and a city: no word of a sentence in between
  { shape: `\\d{3,6} (?:${word} ){1,3}\\d{1,5}\\.?(?=,? ?\\n? ?\\p{L})`, strange: true as const },
  {
    shape: `(?:p\\.? ?o\\.? ?box|post office box|postfach|apartado postal|psc \\d{1,5},? box|unit \\d{1,5},? box) ?\\d{1,8}`,
    sure: true as const,
  },
  { shape: `(?:uss|usns|usnv|uscgc|usnv) [\\p{L}'-]{2,20}\\s{1,2}[adf]po [a-z]{2} \\d{5}`, sure: true as const },
].map(({ shape, ...rest }) => ({ shape: new RegExp(`(?<![\\p{L}\\d.])(?:${shape})`, 'gu'), ...rest }));

/** Codes that are a place by themselves: a British, a Canadian postcode, a city with its state and code. */
export const postal =
  /(?<![\p{L}\d])(?:(?:gir ?0aa|[a-z]{1,2}\d[a-z\d]? \d[abd-hjlnp-uw-z]{2})|[abceghj-nprstvxy]\d[abceghj-nprstv-z] \d[abceghj-nprstv-z]\d|(?:[\p{L}.'-]{2,20} ){0,2}[\p{L}.'-]{2,20}, ?[a-z]{2} \d{5}(?:-\d{4})?)(?![\p{L}\d])/gu;

/** Behind words that bring an address, a number and a name are enough: `I live at 45 Kingsway`. */
export const told = new RegExp(
  `(?<=(?:address(?: is| was|:| to)|lives? (?:at|on|in)|living at|resides? at|located at|deliver(?:ed)? to|ship(?:ped)? to|moved to|arrived at|meet (?:me|you) at|send (?:it )?to|return to|situated at|office is at|offices are located at|restaurant is at|home is|taxi to|off at)[: \\n]{1,3})${house}${gap}${word}(?: ${word}){0,4}`,
  'gu',
);

const proper = "(?:[\\p{Lu}\\d][\\p{L}\\d'./-]*|ul\\.|de|la|do|da|del|van|ten|of)";
/** Where two streets meet. */
export const corner = new RegExp(
  `(?:the )?corner of ${proper}(?: ${proper}){0,7} and ${proper}(?: ${proper}){0,5}`,
  'gu',
);
/** The same in a text without capitals. */
export const lowerCorner = new RegExp(`(?:the )?corner of (?:${word} ){1,5}and ${word}(?: ${word})?`, 'gu');
