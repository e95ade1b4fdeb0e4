import { regionsInFull } from '../places/streets.ts';
import { isThingBehind } from './not-names.ts';

/** What words before a name say for it: the pattern ends where the name begins. Only the strongest counts. */
const before: readonly (readonly [worth: number, pattern: RegExp])[] = [
  [
    4,
    /\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|rev|reverend|fr|herr|frau|mme|mlle|monsieur|madame|señora?|senora?|sr|sra|signora?|capt|captain|sgt|officer|detective|judge|doctor|nurse|agent|uncle|aunt|auntie)\.? $/,
  ],
  [
    3.5,
    /\b(?:my|his|her|your|the|full|first|last|maiden|middle|given|sur|family|customer|user|contact|partner'?s?|account|booking|child'?s?|holder'?s?) ?names?(?: (?:is|was|to|as))?[:?]? {0,8}$/,
  ],
  [
    3.5,
    /\b(?:named|called|nicknamed|goes by|known as|the name of|under the name|name'?s|i am called|je m'appelle|me llamo|mi chiamo|ich heiße|ich heisse|my name's|correct it to|change it to|partner's name|name on the account\? user:|calls me|call me) $/,
  ],
  [3, /(?:^|\n)(?:>? ?)(?:dear|hi|hello|hey|hola|bonjour|hallo|good (?:morning|afternoon|evening)),? $/],
  [
    3,
    /(?:^|\n)(?:>? ?)(?:attn|attention|cc|bcc|c\/o|from|to|name|full name|customer|customer name|client|patient|patient name|contact|contact person|emergency contact|caller|buyer|seller|owner|tenant|landlord|driver|employee|manager|supervisor|agent|sender|recipient|consignee|ship to|bill to|deliver to|signed|signed by|author|reporter|assignee|assigned to|reported by|attendees?|visitor|guest|witness|applicant|claimant|insured|beneficiary|payee|account holder|cardholder|directed by|starring|written by|prepared by|approved by)[:,] {0,8}$/,
  ],
  [
    3,
    /(?:regards|sincerely|cheers|best|thanks|thank you|faithfully|truly|love|wishes|respectfully|cordially|gratefully|yours|grüßen|cordialement|saludos)[,.!]?\s{0,2}\n\s{0,2}$/,
  ],
  [
    3,
    /(?:contact person|account holder|cardholder|name on (?:the )?(?:card|account)|reservation is under|booking is under|registered to|signed for by|in the name of|on behalf of|regarding my (?:mother|father|wife|husband|son|daughter)|attn|c\/o|emergency contact|care of):? $/,
  ],
  [
    2.6,
    /\b(?:my|our|his|her|their|your|late|the) (?:late |new |old |elderly |dear |ex-|eldest |youngest |little |big )?(?:husband|wife|spouse|partner|fiance|fiancee|boyfriend|girlfriend|son|daughter|child|kid|baby|mother|mom|mum|father|dad|parents|brother|sister|sibling|uncle|aunt|cousin|nephew|niece|grandmother|grandfather|grandma|grandpa|granny|friend|mate|buddy|neighbou?r|roommate|flatmate|colleague|coworker|co-worker|boss|manager|supervisor|assistant|secretary|lawyer|attorney|solicitor|accountant|doctor|dentist|therapist|nurse|teacher|tutor|coach|landlord|landlady|tenant|agent|contact|contact there|client|customer|patient|employee|contractor|plumber|electrician|technician|driver|courier|delivery guy|guy|buyer|seller|witness|claimant|applicant|visitor|guest|intern|trainee|representative|rep|account manager|nanny|babysitter|caregiver|carer|trustee|guardian|heir|sponsor|mentor|pastor|priest|gp|consultant|engineer|developer|designer|cleaner|gardener|cashier|clerk|waiter|waitress|chef|owner|victim|suspect|plaintiff|defendant|author|singer|actor|actress|director|player|ceo|founder|chairman|president)(?: there| here)?,? \(?$/,
  ],
  [
    2.4,
    /\b(?:customer|client|patient|tenant|buyer|seller|caller|owner|witness|driver|employee|visitor|guest|member|passenger|student|teacher|agent|manager|supervisor|technician|contractor|courier|resident|neighbou?r|colleague|friend|contact|candidate|applicant|borrower|lender|claimant|user|subscriber|author|producer|actor|singer|director|player|commenter|ex-zombie|assistant to|keynote speaker|tenant \(|customer \(|client \() ?\(?$/,
  ],
  [
    2.2,
    /\b(?:ask(?:ed)? for|spoke (?:to|with)|speak (?:to|with)|talk(?:ed|ing)? (?:to|with)|chat(?:ted)? with|met|meet(?:ing)?|tell|told|asks?|asked|inform(?:ed)?|notify|notified|thank(?:s| you)?,?|thanked|paid|pay|email(?:ed)?|e-mail(?:ed)?|call(?:ed)?|phone[d]?|ring|text(?:ed)?|messaged?|remind(?:ed)?|invite[d]?|hired?|fired|married|dating|sued?|blame[d]?|contact(?:ed)?|cc|assign(?:ed)?(?: this| it)?(?: ticket)? to|forward(?:ed)?(?: this| it)? to|payable to|addressed to|belongs to|sold to|written by|signed by|made by|done by|sent by|handled by|served by|placed by|booked by|reported by|directed by|composed by|interview(?:ed)? with|according to|appointment with|meeting with|call with|behalf of|version by|not by|reply to|replied to|introduce(?:d)?|i'm|im|i am|this is|it's|it is|here is|here's|that's|is that|who is|where is|where's|why is|why was|why did|how is|says|said|deliver(?:y|ed)? (?:to|for)|ship to|send (?:it |this )?to|transfer(?:red)? to|let|saw|know|helped by|help from|message from|letter from|call from|email from|gift for|unlike|between|thanks to|add|adding|under|starring|follow up with|followed by|shouted at|yelled at|remember me,|featuring|feat\.|hosted by|produced by|including|named (?:him|her|it|them)|called (?:him|her)|appoint(?:ed)?) $/,
  ],
  [
    2.2,
    /(?:^|[.!?\n] ?)(?:(?:kind |best |warm )?regards|sincerely|cheers|best|best wishes|thanks|thank you|many thanks|faithfully|yours truly|love),? $/,
  ],
  [2.2, /\b(?:my|our|his|her|their|your) (?:\p{L}{3,12} )?\p{L}{2,16}(?:er|or|ist|ant|ent|ian|man|woman|ee|son) $/u],
  [
    1.2,
    /\b(?:is|was|are|with|for|by|and|&|or|from|to|than|about|of|as|,|like|had given|did|does|has|when|because|that|if|while|why|after|before|then|early|ex-|its) $/,
  ],
  [1.2, /(?:^|[.!?\n>]) ?"?$/],
];

/** What words behind a name say for it. */
const behind: readonly (readonly [worth: number, pattern: RegExp])[] = [
  [3, /^ ?(?:<|\()?\ue000+/],
  [3, /^,? (?:said|says|told|asked|replied|wrote|answered|called me|promised)(?![\p{L}])/u],
  [
    2.4,
    /^,? (?:writes|called|calls|asks|tells|replies|answered|promised|complained|explained|claimed|insisted|mentioned|confirmed|agreed|refused|denied|admitted|suggested|thinks|believes|knows|wants|needs|likes|loves|hates|lives|lived|works|worked|resides|signed|sent|paid|bought|ordered|booked|returned|visited|arrived|left|came|went|met|helped|fixed|hung up|shouted|yelled|laughed|smiled|never (?:replied|called|answered|came|got|showed|arrived|received)|spoke|speaks|talked|emailed|phoned|texted|contacted|reported|requested|invoiced|submitted|listed|flew|grew|began|died|was (?:born|rude|helpful|kind|admitted|promoted|fired|hired|here|charged|there)|is (?:from|my|our|your|his|her)|has (?:been|not|a|left|paid|moved|called|had|resigned)|had (?:been|given|a|an)|will (?:be|call|send|bring|collect|come|pick|take|talk|join)|can(?:'t|not)?|would|did|does|did not|doesn't|didn't|isn't|wasn't|prescribed|spent|moved|joined|resigned|took|gave|bought|got|lost|goes|prefers|promises|sounds|seemed|seems|hereby|here(?![\p{L}])|speaking)(?![\p{L}])/u,
  ],
  [1.4, /^ is (?:the|a|an|very|so|on|here|still|out|not)(?![\p{L}])/u],
  [2.1, /^ ?:(?:[ "'“]|$)/],
  [
    1.6,
    /^(?:'s? (?:number|phone|email|e-mail|address|account|appointment|birthday|laptop|order|name|mother|father|wife|husband|son|daughter|car|house|office|team|killers|passport|card|flight|room|message|letter|complaint|request|request|death|family|version|novel|book|song|cautionary)|'s(?= \p{L})|,? \(?(?:tel|phone|email|e-mail|mobile|cell|dob|born|age|aged|id|ssn|[+\d(])|,? (?:who|whose|whom)(?![\p{L}])|,? aged? \d|,? (?:the|our|my|your|his|her|a|an) (?:tenant|buyer|seller|driver|owner|manager|new|ceo|customer|client|patient|witness|lawyer|nurse|landlord|technician|agent|neighbou?r|director|founder|ceo)| and (?:i|me|her|his|my|she|he|their)(?![\p{L}])| \(| <)/u,
  ],
  [
    0.8,
    /^(?: (?:is|was|has|had|will|and|or|at|in accounting|in billing|from|to|on|about|for|yet|again|urgently|please|today|tomorrow|yesterday|whether|if|when|because|that|novel|version|concert|as (?:a|the|guardian|beneficiary|trustee))(?![\p{L}])|[.,!?;)"]|$|\n)/u,
  ],
];

/** It is a thing, whatever its words are. */
const against: readonly (readonly [worth: number, pattern: RegExp])[] = [
  [2, /\b(?:the|a|an|this|these|those|each|every|an[y]|some|new|no|another|which|latest|your|our|my|its) $/],
  [
    1.6,
    /\b(?:in|at|near|via|through|across|around|outside|inside|within|visit(?:ed|ing)?|using|use|install(?:ed)?|upgrad(?:e|ed|ing)|with the|buy|bought|ordered|drive|flew from|flew to|trip to|travel(?:ling)? to|travel|flight to|born in|live in|lives in|based in|moved (?:here )?from|originally from|i'm from|is from|moved to|go to|went to|back to|store in|run(?:ning)?|work for|works for|work at|employed by|university of|city of|town of|state of|bank of|battle of|lake|mount|port|fort|san|santa|saint|st\.?|north|south|east|west|southern|northern|eastern|western|new|great|los|las|el) $/,
  ],
];
/** `Victoria, British Columbia`, `Aurora, IL`: a city, whoever is called so as well. */
const inRegion = new RegExp(`^, ?(?:${regionsInFull})(?![\\p{L}'])`, 'u');
const saint = /(?:^|[^\p{L}])(?:st|saint)\.? $/u;
/** `from Camden to Victoria Station`. */
const isWay = (head: string, tail: string): boolean =>
  /\bfrom $/.test(head) && /^ to \p{L}/u.test(tail) && travelled.test(head);
const travelled =
  /\b(?:bus|train|tram|flight|flew|fly|drive|drove|driving|ride|trip|travel(?:l?ed|l?ing)?|ticket|fare|line|ferry|taxi|commute|route|journey|cycled?|walk(?:ed)?|went|move[ds]?|moving|ship(?:ped|ping)?)\b[^.!?]{0,24}from $/;
const behindThings = /^(?:'s)? ?(?:\p{L}[\p{L}.']*)/u;
const feast = /^'s (?:day|eve|square|cathedral|church|school|hospital|college|bridge|park|cross|gate)(?![\p{L}])/u;
/** `Ramsey-Johnson is a Swedish bank`: what is said of it is said of a company. */
const firm =
  /^ is (?:an? |the )(?:[\p{L}-]+ ){0,3}(?:agency|company|firm|bank|start-?up|non-?profit|charity|manufacturer|provider|retailer|brand|platform|supplier|corporation|multinational|501)/u;
const numbered = /^ (?:[a-z]?\d|v\d|#)/;
const joined = /^ ?& ?\p{L}|^,? and (?:co|sons|company|partners|sons)(?![\p{L}])|^(?:®|™|©)/u;

export interface Place {
  /** One word stands alone. */
  readonly single: boolean;
  /** What its words say for it. */
  readonly worth: number;
}

/** How far around a name it is looked. */
const reach = 40;
/** The most that words before a name are worth. */
const most = 4;
/** From here on a row of words is a name. */
export const enough = 2.5;

/** How much what stands around speaks for a name between `start` and `end`, or against it. Text in lower case. */
export function evidenceOf(text: string, start: number, end: number, { single, worth }: Place): number {
  const head = text.slice(Math.max(0, start - reach), start);
  const tail = text.slice(end, end + reach);
  const next = strongest(behind, tail) - thing(tail);
  // Where nothing before it could decide otherwise, nothing is looked for.
  if (worth + next < enough - most || (!single && worth + next > enough + 2.5)) return next;
  const said = strongest(before, head);
  // A title or a label outweighs what would be a thing.
  const somewhere = single && (inRegion.test(tail) || saint.test(head) || isWay(head, tail)) ? 4 : 0;
  const doubt = said >= 3 ? 0 : strongest(against, head) * (single ? 1 : 0.25) + somewhere;
  return said * weightOf(said) + next - doubt - (/[&]\s?$/.test(head) ? 2.5 : 0);
}

/** Weak words before a name say nothing by themselves. */
const weightOf = (worth: number): number => (worth > 1.2 ? 1 : 0.35);

function thing(tail: string): number {
  if (feast.test(tail) || firm.test(tail)) return 3;
  const word =
    behindThings
      .exec(tail)?.[0]
      .replace(/^(?:'s)? ?/, '')
      .replace(/\.$/, '') ?? '';
  const named = tail.startsWith(' ') && isThingBehind(word) ? 3 : 0;
  return named + (numbered.test(tail) ? 2 : 0) + (joined.test(tail) ? 2.5 : 0);
}

const strongest = (table: readonly (readonly [number, RegExp])[], text: string): number =>
  table.find(([, pattern]) => pattern.test(text))?.[0] ?? 0;
