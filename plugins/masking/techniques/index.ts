import type { Technique } from '../technique.ts';
import { city } from './city.ts';
import { emailInitial } from './email-initial.ts';
import { familyName } from './family-name.ts';
import { fpe } from './fpe.ts';
import { ipPrefix } from './ip-prefix.ts';
import { keepLast } from './keep-last.ts';
import { month } from './month.ts';
import { prefix } from './prefix.ts';
import { pseudonym } from './pseudonym.ts';
import { redactText } from './redact-text.ts';
import { round } from './round.ts';
import { seal } from './seal.ts';
import { withhold } from './withhold.ts';
import { year } from './year.ts';

const rows: readonly Technique[] = [
  city,
  emailInitial,
  familyName,
  fpe,
  ipPrefix,
  keepLast,
  month,
  prefix,
  pseudonym,
  redactText,
  round,
  seal,
  withhold,
  year,
];

/** Every technique, by its name. */
export const techniques: ReadonlyMap<string, Technique> = new Map(rows.map((row) => [row.name, row]));
