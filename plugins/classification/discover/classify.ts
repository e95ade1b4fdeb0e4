import { byForm, byRest } from './by-form.ts';
import { byTable } from './by-table.ts';
import { byValues } from './by-values.ts';
import { byWords } from './by-words.ts';
import type { Classified, ColumnFacts, TableFacts } from './facts.ts';
import type { Place } from './match.ts';
import { readName } from './read.ts';
import type { Unit } from './unit.ts';
import type { Rulebook } from './rulebook.ts';
import { senseTables } from './sense-tables.ts';
import { settled } from './settled.ts';
import { holderIn, type TableSense } from './table-kind.ts';
import type { Verdict } from './verdict.ts';
import { yesOrNo } from './yes-or-no.ts';

/** The tiers of a draft, from the least to the most sensitive. */
export const draftTiers = ['general', 'internal', 'confidential'] as const;

/** Below this somebody has to look. */
export const reviewBelow = 0.7;

/** Every column of every table: what it is, how sure that is, and why. */
export function classify(given: Rulebook, tables: readonly TableFacts[]): readonly Classified[] {
  const book = settled(given, tables);
  const senses = senseTables(book, tables);
  return tables.flatMap((table) => {
    const sense = senses.get(table.key);
    return sense
      ? table.columns.map((column) => toClassified(table, column, judge(book, sense, yesOrNo(column)), sense))
      : [];
  });
}

function judge(book: Rulebook, sense: TableSense, column: ColumnFacts): Verdict {
  const units = unitsOf(book, sense, column);
  const place: Place = { type: column.type, kind: sense.kind, holder: holderIn(sense), prefixes: sense.prefixes };
  const words = byWords(book, units, column, place);
  const form = byForm(units, column, place);
  // A key may be what identifies a person all the same: an account that is named by an e-mail address.
  const told = words?.evidence[0]?.startsWith('comment') && !column.key && !column.refers;
  const least = told ? 0.7 : 0.88;
  const strong = words?.pii && words.sure >= least && column.type === 'text' && words.category !== 'credential';
  const chosen =
    form && !strong ? form : (words ?? byRest(book, units, column, place) ?? byTable(book, units, column, place));
  return byValues(better(chosen, words, byRest(book, units, column, place)), column, place);
}

/** The words of a column's name. Where nothing tells where somebody lives, a state is how something stands. */
function unitsOf({ lexicon }: Rulebook, { manner, addressed }: TableSense, { name }: ColumnFacts): readonly Unit[] {
  const units = readName(lexicon, name, manner);
  return addressed ? units : units.map((unit) => (unit.meaning === 'state' ? { ...unit, meaning: 'status' } : unit));
}

/** A weak row that says it is nobody's gives way to a word that says it is a person. */
const better = (chosen: Verdict, words: Verdict | undefined, rest: Verdict | undefined): Verdict =>
  chosen === words && !chosen.pii && rest?.pii && chosen.sure < rest.sure ? rest : chosen;

function toClassified(table: TableFacts, column: ColumnFacts, verdict: Verdict, sense: TableSense): Classified {
  const confidence = Math.round(verdict.sure * 100) / 100;
  const review = confidence < reviewBelow;
  return {
    table: table.key,
    column: column.name,
    pii: verdict.pii,
    category: verdict.category,
    sensitive: verdict.sensitive,
    semantic: verdict.semantic,
    tier: tierOf(verdict, review),
    confidence,
    review,
    evidence: [...verdict.evidence, `table: ${sense.evidence}`],
  };
}

/** What nobody is sure of starts where the fewest see it. */
function tierOf({ pii, sensitive }: Verdict, review: boolean): (typeof draftTiers)[number] {
  if (review || sensitive === 'high') return 'confidential';
  return pii || sensitive === 'medium' ? 'internal' : 'general';
}
