import type { Remark } from '../finding.ts';
import type { Catalogue, Entity } from './catalogue.ts';
import { aggregateRoot, generatedNames, isOperatorFilter, isReserved } from './names.ts';

/** Names that two things would share in one schema. */
export const lintNames = (catalogue: Catalogue): readonly Remark[] => [
  ...lintTypes([...catalogue.entities.values()]),
  ...lintRootNames([...catalogue.entities.values()]),
  ...[...catalogue.entities.values()].flatMap(lintMembers),
];

/** Keys of every filter input; a field or a relation cannot have them as well. */
const filterWords: readonly string[] = ['and', 'or', 'not'];
const builtInRoots: readonly string[] = ['node', 'viewer'];

function lintTypes(entities: readonly Entity[]): readonly Remark[] {
  const generated = entities.flatMap((entity) =>
    generatedNames(entity).map((made) => ({ ...made, entity: entity.name })),
  );
  const enums = generated.filter((made) => made.field !== undefined).map((made) => made.name);
  const first = new Map<string, (typeof generated)[number]>();
  return generated.flatMap((made): readonly Remark[] => {
    const { entity, field, name } = made;
    const path = ['entities', entity, ...(field === undefined ? [] : ['fields', field])];
    const who = field === undefined ? `\`${entity}\`` : `the enum of \`${entity}.${field}\``;
    const rename = field === undefined ? 'give the entity another name' : 'give the field another name';
    if (isReserved(name) || isOperatorFilter(name, enums)) {
      const what = name === entity ? `${who} is a name that` : `${who} would make a type \`${name}\`, which`;
      return [{ severity: 'error', path, message: `${what} the schema keeps for itself`, advice: rename }];
    }
    const other = first.get(name);
    if (!other) first.set(name, made);
    if (!other) return [];
    return [
      {
        severity: 'error',
        path,
        message: `${who} and \`${other.entity}\` would both make a type \`${name}\``,
        advice: rename,
      },
    ];
  });
}

function lintRootNames(entities: readonly Entity[]): readonly Remark[] {
  const first = new Map<string, string>();
  return entities.flatMap((entity) =>
    rootNames(entity).flatMap(([kind, name]): readonly Remark[] => {
      const path = ['entities', entity.name, 'roots', kind];
      const other = builtInRoots.includes(name) ? 'the gateway' : first.get(name);
      first.set(name, first.get(name) ?? `\`${entity.name}\``);
      if (other === undefined) return [];
      return [
        {
          severity: 'error',
          path,
          message: `the root \`${name}\` is already one of ${other}`,
          advice: 'give it another name',
        },
      ];
    }),
  );
}

const rootNames = ({ roots }: Entity): readonly (readonly [kind: string, name: string])[] => [
  ...Object.entries(roots),
  ...(roots.many === undefined ? [] : ([['many', aggregateRoot(roots.many)]] as const)),
];

function lintMembers(entity: Entity): readonly Remark[] {
  const path = ['entities', entity.name];
  const members = [
    ...[...entity.fields.keys()].map((name) => [...path, 'fields', name]),
    ...[...entity.relations.keys()].map((name) => [...path, 'relations', name]),
  ];
  const taken = members
    .filter((at) => filterWords.includes(at.at(-1) ?? ''))
    .map(
      (at): Remark => ({
        severity: 'error',
        path: at,
        message: `\`${at.at(-1)}\` is a word of every filter`,
        advice: 'give it another name',
      }),
    );
  const doubled = [...entity.relations.keys()]
    .filter((name) => entity.fields.has(name))
    .map(
      (name): Remark => ({
        severity: 'error',
        path: [...path, 'relations', name],
        message: `\`${entity.name}\` has a field and a relation \`${name}\``,
        advice: 'give one of them another name',
      }),
    );
  return [...taken, ...doubled];
}
