import type { Classified } from '../../../plugins/classification/discover/facts.ts';
import type { Rulebook } from '../../../plugins/classification/discover/rulebook.ts';
import { senseTables } from '../../../plugins/classification/discover/sense-tables.ts';
import type { StoredTable } from '../stored.ts';
import { entitiesOf } from './entities.ts';
import { fieldsOf } from './fields.ts';
import type { Unmapped } from './model.ts';
import { distinct } from './names.ts';
import { type DrawnEntity, printDraft, rootsOf } from './print.ts';
import { relationsOf } from './relations.ts';
import { subjectsOf } from './subjects.ts';

export interface Draft {
  /** The text of `catalogue.yaml`. */
  readonly text: string;
  readonly entities: readonly DrawnEntity[];
  readonly unmapped: readonly Unmapped[];
}

export interface Drafting {
  readonly store: string;
  /** The schema that needs no name in front. */
  readonly usual: string;
  /** What stands at its top, where it is not the usual. */
  readonly head?: string;
  /** What could not even become a table. */
  readonly left?: readonly Unmapped[];
}

/** A catalogue may be 1 MiB; what tells why is left out before it grows larger. */
const largest = 900_000;

/** A draft of `catalogue.yaml` of what was found in a store. */
export function draftOf(
  book: Rulebook,
  tables: readonly StoredTable[],
  classified: readonly Classified[],
  drafting: Drafting,
): Draft {
  const { lexicon } = book;
  const { entities, unmapped } = entitiesOf(lexicon, tables, senseTables(book, tables));
  const relations = relationsOf(lexicon, entities);
  const subjects = subjectsOf(entities, relations);
  const said = Map.groupBy(classified, (one) => one.table);
  const root = distinct(['node', 'viewer']);
  const left: Unmapped[] = [...(drafting.left ?? []), ...unmapped];
  const drawn = entities.map((entity): DrawnEntity => {
    const own = relations.get(entity.name) ?? [];
    const columns = new Map((said.get(entity.table.key) ?? []).map((one) => [one.column, one]));
    const { fields, unmapped: more } = fieldsOf(lexicon, entity, own, columns);
    left.push(...more);
    const subject = subjects.get(entity.name) ?? { path: 'none', review: true };
    return { ...entity, fields, relations: own, subject, roots: rootsOf(entity.name, root) };
  });
  const text = printDraft(drawn, left, { ...drafting, evidence: true });
  const fits = text.length < largest;
  return {
    text: fits ? text : printDraft(drawn, left, { ...drafting, evidence: false }),
    entities: drawn,
    unmapped: left,
  };
}
