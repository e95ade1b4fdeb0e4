import type { Classified } from '../../../plugins/classification/discover/facts.ts';
import type { Lexicon } from '../../../plugins/classification/discover/lexicon.ts';
import { isPlainName } from './entities.ts';
import type { DraftEntity, DraftField, DraftRelation, Unmapped } from './model.ts';
import { distinct, fieldName } from './names.ts';
import { fieldTypeOf } from './types.ts';

interface Fields {
  readonly fields: readonly DraftField[];
  readonly unmapped: readonly Unmapped[];
}

/** What finds a row is its id, where it is nothing more. */
const asKey = (said: Classified): Classified => (said.semantic === 'plain' ? { ...said, semantic: 'id' } : said);

/** The fields of an entity; a key of another entity is its relation. */
export function fieldsOf(
  lexicon: Lexicon,
  { table, key }: DraftEntity,
  relations: readonly DraftRelation[],
  classified: ReadonlyMap<string, Classified>,
): Fields {
  const name = distinct(['id', 'and', 'or', 'not', ...relations.map((relation) => relation.name)]);
  const leading = new Set(relations.filter((relation) => !relation.many).map((relation) => relation.via));
  const unmapped: Unmapped[] = [];
  const fields = table.columns.flatMap((column): readonly DraftField[] => {
    const said = classified.get(column.name);
    if (!said) return [];
    if (column.name === key.column) return [{ name: 'id', column, type: 'ID', classified: asKey(said) }];
    if (leading.has(column.name)) return [];
    const type = isPlainName(column.name) ? fieldTypeOf(column) : undefined;
    if (type) return [{ name: name(fieldName(lexicon, column.name)), column, type, classified: said }];
    const why = isPlainName(column.name)
      ? `no field has the type ${column.sqlType}`
      : 'its name has signs that a catalogue does not take';
    unmapped.push({ what: `${table.key}.${column.name}`, why });
    return [];
  });
  return {
    fields: [...fields.filter((one) => one.name === 'id'), ...fields.filter((one) => one.name !== 'id')],
    unmapped,
  };
}
