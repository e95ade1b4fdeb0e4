import type { ColumnFacts } from './facts.ts';
import { type Match, match, type Place } from './match.ts';
import { readName } from './read.ts';
import type { Unit } from './unit.ts';
import type { Rulebook } from './rulebook.ts';
import { headOf } from './split.ts';
import { categoryOf, type Verdict } from './verdict.ts';

/** What a column's name and its comment say it is. */
export function byWords(
  book: Rulebook,
  units: readonly Unit[],
  column: ColumnFacts,
  place: Place,
): Verdict | undefined {
  const named = match(book, units, place);
  const told = commented(book, column, place);
  if (!named) return told && said(told, 'comment', place);
  if (!told) return said(named, 'name', place);
  if (named.row.is === told.row.is && named.row.pii === told.row.pii) return agreed(named, told, place);
  return prefers(named, told) ? said(told, 'comment', place) : said(named, 'name', place);
}

function commented(book: Rulebook, { comment }: ColumnFacts, place: Place): Match | undefined {
  const units = comment === undefined ? [] : readName(book.lexicon, headOf(comment));
  // What begins a long sentence says little.
  return units.length === 0 || units.length > 7 ? undefined : match(book, units, { ...place, prefixes: new Set() });
}

/**
 * A comment speaks of this column, a table only of all of them: so it wins over a name that means something by its table
 * alone, and over one that says little.
 */
function prefers(named: Match, told: Match): boolean {
  if (told.sure < 0.6) return false;
  if (named.row.category === 'credential') return false;
  // A state of the mind, or of a country: where the comment says which, it does.
  if (told.phrase === 'status' && named.byTable) return true;
  const another = named.holder !== undefined && named.holder !== 'person';
  if (told.row.pii && !named.row.pii) return !another || told.sure > named.sure;
  if (!named.row.pii) return told.sure > named.sure;
  if (told.row.pii) return told.sure > named.sure + 0.1;
  const ofAnother = told.holder !== undefined && told.holder !== 'person';
  return named.byTable && told.sure >= 0.7 && (ofAnother || told.phrase.endsWith('url'));
}

const agreed = (named: Match, told: Match, place: Place): Verdict => {
  const { evidence, ...rest } = said(named.sure >= told.sure ? named : told, 'name', place);
  return { ...rest, sure: Math.min(0.99, rest.sure + 0.05), evidence: [...evidence, 'comment: says the same'] };
};

function said({ row, phrase, semantic, sure }: Match, where: 'name' | 'comment', { kind }: Place): Verdict {
  return {
    pii: row.pii,
    category: row.category === 'table' ? categoryOf(kind) : row.category,
    sensitive: row.sensitive,
    semantic: semantic === 'table' ? 'plain' : semantic,
    sure,
    evidence: [`${where}: ${phrase}, ${row.why}`],
  };
}
