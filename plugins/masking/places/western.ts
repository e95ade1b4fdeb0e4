/** How addresses end, in lower case; a country that is not here leaves its address unrecognised, so withheld. */
export const countries: ReadonlySet<string> = new Set(
  (
    'us,usa,u.s.a.,united states,united states of america,canada,ca,mexico,méxico,mx,brazil,brasil,br,argentina,ar,chile,cl,colombia,co,peru,pe,' +
    'uk,gb,united kingdom,great britain,england,scotland,wales,northern ireland,ireland,ie,france,fr,germany,deutschland,de,austria,österreich,at,' +
    'switzerland,schweiz,suisse,ch,belgium,be,netherlands,the netherlands,nederland,nl,luxembourg,lu,spain,españa,es,portugal,pt,italy,italia,it,' +
    'denmark,danmark,dk,sweden,sverige,se,norway,norge,no,finland,suomi,fi,iceland,is,poland,polska,pl,czechia,czech republic,cz,slovakia,sk,' +
    'hungary,hu,romania,ro,bulgaria,bg,greece,gr,croatia,hr,slovenia,si,serbia,rs,estonia,ee,latvia,lv,lithuania,lt,ukraine,ua,turkey,türkiye,tr,' +
    'australia,au,new zealand,nz,south africa,za,india,in,israel,il,united arab emirates,uae,ae'
  ).split(','),
);

/** `IL 62701`, `ON M5V 2T6`, `NSW 2000`, or the region alone. */
const region = /^[A-Z]{2,3}(?: [A-Z0-9]{3,5}(?:[ -][A-Z0-9]{3,4})?)?$/;
/** Where the postal code stands behind the city: a number before a name is a house there. */
const codeBehind =
  /^(?:us|usa|u\.s\.a\.|united states.*|canada|ca|uk|gb|united kingdom|great britain|england|scotland|wales|northern ireland|ireland|ie|australia|au|new zealand|nz|south africa|za|india|in)$/;
/** Of Great Britain, Canada and Ireland; of digits alone. */
const postal =
  '(?:[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|[A-Z][0-9][A-Z0-9] ?[A-Z0-9]{3,4}|[0-9]{4,6}(?:-[0-9]{4})?|[0-9]{3} [0-9]{2,3})';
const postalAlone = new RegExp(`^${postal}$`);
const postalBehind = new RegExp(`(?<=\\p{Ll})(?: [A-Z]{2,3})? ${postal}$`, 'u');
/** `10115 Berlin`, `1012 AB Amsterdam`, `SE-111 22 Stockholm`. */
const postalBefore = /^(?:[A-Z]{1,2}-)?(?:[0-9]{4,6}(?: [A-Z]{2})?|[0-9]{3} [0-9]{2}) /;

const cityWord =
  /^\p{Lu}[\p{L}\p{M}.'’-]{0,30}$|^(?:am|an|der|de|la|le|les|del|di|da|do|dos|sur|upon|on|of|in|den|im|bei|the|under|y)$/u;
/** What a part of an address is named after when it is no city. */
const street =
  /(?:str\.?|stra(?:ß|ss)e|weg|platz|allee|gasse|ufer|damm|gata|gatan|vej|straat|laan|plein|gracht)$|^(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|way|terrace|close|crescent|square|sq|row|mews|rue|chemin|place|quai|impasse|calle|avenida|paseo|plaza|camino|via|viale|piazza|corso|rua|travessa|ulica|ul|house|cottage|building|bldg|tower|apartment|apartments|apt|flat|suite|ste|unit|floor|fl|room|rm|box|farm|hall|manor|lodge|villa|estate|hotel|care|c\/o|attn|mr|mrs|ms|dr|herr|frau)$/i;

/** A Western address by what stands behind its street. */
export interface WesternPlace {
  readonly city: string;
  /** `IL`, `NSW`: where it stands beside the postal code. */
  readonly region?: string;
  /** As it is written there. */
  readonly country?: string;
}

/** `12 Elm Street, Springfield, IL 62701, US` → `Springfield`, `IL`, `US`; nothing where the parts are not clearly street, city and what follows. */
export function westernPlace(address: string): WesternPlace | undefined {
  const all = address.split(',').map((part) => part.trim().replace(/\s+/gu, ' '));
  if (all.length < 2 || all.length > 7) return undefined;
  const country = all.at(-1) ?? '';
  const parts = countries.has(country.toLowerCase()) ? all.slice(0, -1) : all;
  const last = parts.at(-1) ?? '';
  const apart = parts.length > 2 && (region.test(last) || postalAlone.test(last));
  const part = apart ? (parts.at(-2) ?? '') : last;
  const known = parts !== all && !codeBehind.test(country.toLowerCase());
  const city = (known ? part.replace(postalBefore, '') : part).replace(postalBehind, '').replace(/ [A-Z]{2,3}$/, '');
  // Without a postal code, region or country, and a number in the lines before, the part could be anything.
  const placed = apart || parts !== all || city !== part;
  const lines = parts.slice(0, apart ? -2 : -1);
  if (!placed || !lines.some((line) => /\d/.test(line)) || !isCity(city)) return undefined;
  const [, state] = (apart ? /^([A-Z]{2,3})(?: |$)/.exec(last) : / ([A-Z]{2,3})(?: [^ ]*\d[^ ]*)*$/.exec(part)) ?? [];
  return { city, ...(state && { region: state }), ...(parts !== all && { country }) };
}

function isCity(text: string): boolean {
  const words = text.split(' ');
  return (
    text.length <= 40 && words.length <= 5 && words.every((word, at) => cityWord.test(word) && !isStreet(word, at))
  );
}

/** `St Albans` begins with what ends `Elm St`. */
const isStreet = (word: string, at: number): boolean =>
  !(at === 0 && /^(?:st|fort)\.?$/i.test(word)) && street.test(word.replace(/\.$/, ''));
