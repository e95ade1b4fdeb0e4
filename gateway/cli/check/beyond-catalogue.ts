import { columnAbilities, findsBy } from '../../../schema/catalogue/abilities.ts';
import { type Entity, entityOf } from '../../../schema/catalogue/catalogue.ts';
import { quoteAll } from '../../../schema/nearest.ts';
import type { Able } from '../../compile/able.ts';
import type { Beyond } from './beyond.ts';

/** Keys, types and relations of the catalogue that the store of an entity does not have. */
export const catalogueBeyond = (able: Able): readonly Beyond[] =>
  [...able.catalogue.entities.values()].flatMap((entity) => [
    ...keyBeyond(able, entity),
    ...fieldsBeyond(able, entity),
    ...relationsBeyond(able, entity),
  ]);

const wrong = (path: readonly string[], message: string, advice: string): Beyond => ({
  file: 'catalogue.yaml',
  path: ['entities', ...path],
  message,
  advice,
});

function keyBeyond({ abilities }: Able, { name, store, key, subject = [] }: Entity): readonly Beyond[] {
  const { keys, related } = abilities(store);
  const type = `store \`${store}\` has no keys of type \`${key.type}\``;
  const path = `store \`${store}\` cannot follow \`${subject.join('.')}\` to the person`;
  return [
    ...(keys.includes(key.type) ? [] : [wrong([name, 'key', 'type'], type, `it has ${quoteAll(keys)}`)]),
    ...(subject.length < 2 || related
      ? []
      : [wrong([name, 'subject'], path, 'name a relation that leads to them at once')]),
  ];
}

const fieldsBeyond = ({ abilities }: Able, entity: Entity): readonly Beyond[] =>
  [...entity.fields.values()].flatMap((field) => {
    if (columnAbilities(abilities(entity.store), entity, field)) return [];
    const message = `store \`${entity.store}\` has no values of type \`${field.type}\``;
    const advice = `it has ${quoteAll(Object.keys(abilities(entity.store).types))}`;
    return [wrong([entity.name, 'fields', field.name, 'type'], message, advice)];
  });

const relationsBeyond = ({ abilities, catalogue }: Able, entity: Entity): readonly Beyond[] =>
  [...entity.relations.values()].flatMap(({ name, many, to, via }) => {
    const target = entityOf(catalogue, to);
    const { store } = target;
    if (!many || findsBy(abilities(store), target, via)) return [];
    const message = `store \`${store}\` cannot find the \`${to}\` records of others by what they refer to`;
    return [wrong([entity.name, 'relations', name], message, 'take it out, or keep them in a store that can')];
  });
