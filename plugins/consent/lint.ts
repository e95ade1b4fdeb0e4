import { type Catalogue, type Entity, entityOf } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import type { World } from '../contract.ts';
import { type Path, unknown, wrong } from '../remark.ts';
import type { ConsentRules, ConsentSection } from './policy.ts';

/** What can be wrong with the consent rules beside the catalogue and the purposes. */
export function lint({ consent: rules, purposes }: ConsentSection, { catalogue }: World): readonly Remark[] {
  if (!rules) return [];
  const known = Object.keys(purposes);
  const named = rules.fields.flatMap((rule, i) =>
    (rule.purposes ?? []).map((purpose, j) => [['consent', 'fields', i, 'purposes', j], purpose] as const),
  );
  const all: readonly (readonly [Path, string])[] = [
    ...Object.keys(rules.purposes).map((purpose) => [['consent', 'purposes', purpose], purpose] as const),
    ...named,
  ];
  return [
    ...all.flatMap(([path, purpose]) => (known.includes(purpose) ? [] : [unknown(path, 'purpose', purpose, known)])),
    ...rules.fields.flatMap((rule, i) => lintField(catalogue, ['consent', 'fields', i, 'field'], rule.field)),
    ...lintRecords(catalogue, rules),
    ...lintKinds(catalogue, rules),
  ];
}

/** A kind that no record can be of: nobody could ever consent. */
function lintKinds(catalogue: Catalogue, { records, purposes, fields }: ConsentRules): readonly Remark[] {
  const subjects = [...catalogue.entities.values()].filter((entity) => entity.subject?.length === 0);
  const known = subjects.flatMap((entity) => {
    const to = entity.relations.get(records.relation)?.to;
    return (to !== undefined && catalogue.entities.get(to)?.fields.get(records.kind)?.values) || [];
  });
  const named: readonly (readonly [Path, string | readonly string[]])[] = [
    ...Object.entries(purposes).map(([purpose, kinds]) => [['consent', 'purposes', purpose], kinds] as const),
    ...fields.map(({ kinds }, i) => [['consent', 'fields', i, 'kinds'], kinds] as const),
  ];
  if (known.length === 0) return [];
  return named.flatMap(([path, kinds]) =>
    typeof kinds === 'string'
      ? lintKind(path, kinds, known)
      : kinds.flatMap((kind, i) => lintKind([...path, i], kind, known)),
  );
}

const lintKind = (path: Path, kind: string, known: readonly string[]): readonly Remark[] =>
  known.includes(kind) ? [] : [unknown(path, 'kind of consent', kind, known)];

function lintField(catalogue: Catalogue, path: Path, coordinate: string): readonly Remark[] {
  const [name = '', field = ''] = coordinate.split('.');
  const entity = catalogue.entities.get(name);
  if (!entity) return [unknown(path, 'entity', name, catalogue.entities.keys())];
  const known = [...entity.fields.values()].map((one) => one.coordinate);
  if (!known.includes(coordinate)) return [unknown(path, 'field', coordinate, known)];
  if (field === 'id')
    return [wrong(path, 'consents never withhold an id: nobody could be told from another', 'name another field')];
  if (entity.subject) return [];
  return [wrong(path, `\`${name}\` is about nobody, so nobody can consent`, 'give it a `subject` in the catalogue')];
}

/** Every entity that is a subject itself has the relation, and what it leads to has both fields. */
function lintRecords(catalogue: Catalogue, { records }: ConsentRules): readonly Remark[] {
  const subjects = [...catalogue.entities.values()].filter((entity) => entity.subject?.length === 0);
  return subjects.flatMap((entity) => lintRelation(catalogue, entity, records));
}

function lintRelation(catalogue: Catalogue, entity: Entity, records: ConsentRules['records']): readonly Remark[] {
  const path = ['consent', 'records'];
  const relation = entity.relations.get(records.relation);
  if (!relation)
    return [
      unknown([...path, 'relation'], `relation of \`${entity.name}\``, records.relation, entity.relations.keys()),
    ];
  if (!relation.many)
    return [
      wrong(
        [...path, 'relation'],
        `\`${entity.name}.${records.relation}\` leads to one record`,
        'name one that leads to many',
      ),
    ];
  const target = entityOf(catalogue, relation.to);
  return (['kind', 'withdrawn'] as const).flatMap((key) =>
    target.fields.has(records[key])
      ? []
      : [unknown([...path, key], `field of \`${target.name}\``, records[key], target.fields.keys())],
  );
}
