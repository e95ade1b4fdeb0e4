import type { Technique } from '../technique.ts';
import { address } from './address.ts';
import { ageBand } from './age-band.ts';
import { bucket } from './bucket.ts';
import { card } from './card.ts';
import { city } from './city.ts';
import { clamp } from './clamp.ts';
import { constant } from './constant.ts';
import { creditCode } from './credit-code.ts';
import { dateShift } from './date-shift.ts';
import { day } from './day.ts';
import { emailDomain } from './email-domain.ts';
import { emailInitial } from './email-initial.ts';
import { familyName } from './family-name.ts';
import { fpe } from './fpe.ts';
import { fpeChecked } from './fpe-checked.ts';
import { fpeText } from './fpe-text.ts';
import { givenName } from './given-name.ts';
import { grid } from './grid.ts';
import { iban } from './iban.ts';
import { idNumber } from './id-number.ts';
import { initials } from './initials.ts';
import { ipNetwork } from './ip-network.ts';
import { ipPrefix } from './ip-prefix.ts';
import { jsonKeep } from './json-keep.ts';
import { keep } from './keep.ts';
import { keepLast } from './keep-last.ts';
import { macMaker } from './mac-maker.ts';
import { month } from './month.ts';
import { noise } from './noise.ts';
import { phone } from './phone.ts';
import { phoneArea } from './phone-area.ts';
import { phoneCountry } from './phone-country.ts';
import { plate } from './plate.ts';
import { postal } from './postal.ts';
import { prefix } from './prefix.ts';
import { pseudonym } from './pseudonym.ts';
import { quarter } from './quarter.ts';
import { redactText } from './redact-text.ts';
import { round } from './round.ts';
import { seal } from './seal.ts';
import { url } from './url.ts';
import { userAgent } from './user-agent.ts';
import { withhold } from './withhold.ts';
import { year } from './year.ts';
import { yearBand } from './year-band.ts';

const rows: readonly Technique[] = [
  address,
  ageBand,
  bucket,
  card,
  city,
  clamp,
  constant,
  creditCode,
  dateShift,
  day,
  emailDomain,
  emailInitial,
  familyName,
  fpe,
  fpeChecked,
  fpeText,
  givenName,
  grid,
  iban,
  idNumber,
  initials,
  ipNetwork,
  ipPrefix,
  jsonKeep,
  keep,
  keepLast,
  macMaker,
  month,
  noise,
  phone,
  phoneArea,
  phoneCountry,
  plate,
  postal,
  prefix,
  pseudonym,
  quarter,
  redactText,
  round,
  seal,
  url,
  userAgent,
  withhold,
  year,
  yearBand,
];

/** Every technique, by its name. */
export const techniques: ReadonlyMap<string, Technique> = new Map(rows.map((row) => [row.name, row]));
