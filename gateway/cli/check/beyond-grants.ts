import type { Grant } from '../../../plugins/contract.ts';
import { anonymization } from '../../../plugins/anonymization/index.ts';
import { concerns } from '../../../plugins/index.ts';
import { sectionOf } from '../../../plugins/policy.ts';
import { columnAbilities } from '../../../schema/catalogue/abilities.ts';
import type { Entity } from '../../../schema/catalogue/catalogue.ts';
import type { Policy } from '../../../schema/policy.ts';
import { type Able, untestable } from '../../compile/able.ts';
import { holdersOf } from '../../matrix/holders.ts';
import type { Beyond } from './beyond.ts';

/** Rows, lookups and counts that a grant gives and a store cannot. */
export const grantsBeyond = (able: Able, policy: Policy): readonly Beyond[] =>
  grantsOf(able, policy).flatMap((grant) =>
    [...able.catalogue.entities.values()].flatMap((entity) => [
      ...rowsBeyond(able, grant, entity),
      ...lookupsBeyond(able, grant, entity),
      ...countsBeyond(able, grant, entity),
      ...statisticsBeyond(able, grant, entity),
    ]),
  );

const grantsOf = ({ catalogue }: Able, policy: Policy): readonly Grant[] =>
  holdersOf(policy).flatMap(({ entitlement }) =>
    concerns.flatMap((concern) => concern.grant?.(sectionOf(policy, concern), entitlement, catalogue) ?? []),
  );

const wrong = ({ id }: Grant, below: readonly string[], message: string, advice: string): Beyond => ({
  file: 'policy.yaml',
  path: [...id.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)), ...below],
  message,
  advice,
});

const gives = (grant: Grant, entity: Entity): boolean =>
  [...entity.fields.values()].some((field) => grant.gives(field).length > 0);

function rowsBeyond(able: Able, grant: Grant, entity: Entity): readonly Beyond[] {
  if (!gives(grant, entity)) return [];
  return untestable(able, entity, grant.rows(entity.name)).map((reason) =>
    wrong(
      grant,
      ['rows', entity.name],
      `these rows of \`${entity.name}\` cannot be told from others: ${reason}`,
      'test what the store can compare, or keep the data in a store that can',
    ),
  );
}

const lookupsBeyond = ({ abilities }: Able, grant: Grant, entity: Entity): readonly Beyond[] =>
  [...entity.fields.values()].flatMap((field) => {
    if (!grant.lookups.has(field.coordinate)) return [];
    if (columnAbilities(abilities(entity.store), entity, field)?.operators.includes('eq')) return [];
    const message = `\`${field.coordinate}\` cannot be looked up: store \`${entity.store}\` cannot compare it by \`eq\``;
    return [wrong(grant, ['lookup'], message, 'take it out')];
  });

const statisticsBeyond = ({ abilities }: Able, grant: Grant, { name, store, fields }: Entity): readonly Beyond[] => {
  if (abilities(store).groups || ![...fields.values()].some((field) => grant.statistics(field))) return [];
  const message = `\`${name}\` has no statistics: store \`${store}\` makes no groups`;
  return [wrong(grant, ['statistics'], message, 'take it out, or keep the data in a database')];
};

/** Grids of entities whose store makes no groups. */
export const gridsBeyond = ({ abilities, catalogue }: Able, policy: Policy): readonly Beyond[] =>
  sectionOf(policy, anonymization).minimumGroups.flatMap(({ grid }, at) =>
    Object.keys(grid).flatMap((name) => {
      const store = catalogue.entities.get(name)?.store;
      if (store === undefined || abilities(store).groups) return [];
      const message = `\`${name}\` has no groups: store \`${store}\` makes none`;
      return [{ file: 'policy.yaml', path: ['minimumGroups', at, 'grid', name], message, advice: 'take it out' }];
    }),
  );

const countsBeyond = ({ abilities }: Able, grant: Grant, { name, store }: Entity): readonly Beyond[] =>
  !grant.counts.has(name) || abilities(store).counts
    ? []
    : [wrong(grant, ['count'], `\`${name}\` cannot be counted: store \`${store}\` does not count`, 'take it out')];
