import type { Remark } from '../finding.ts';
import { adviseNames, quoteAll } from '../nearest.ts';
import type { Catalogue, Entity, Field, Relation } from './catalogue.ts';
import { lintNames } from './lint-names.ts';
import { lintSubject } from './lint-subject.ts';

/** What is well formed in a catalogue but does not hold together, or is unwise. */
export const lintCatalogue = (catalogue: Catalogue): readonly Remark[] => [
  ...(catalogue.entities.size === 0 ? [empty] : []),
  ...lintNames(catalogue),
  ...[...catalogue.entities.values()].flatMap((entity) => [
    ...lintId(entity),
    ...[...entity.fields.values()].flatMap(lintField),
    ...[...entity.relations.values()].flatMap((relation) => lintRelation(catalogue, relation)),
    ...lintSubject(catalogue, entity),
    ...lintRoots(entity),
  ]),
];

const empty: Remark = {
  severity: 'error',
  path: ['entities'],
  message: 'there is no entity',
  advice: 'a column that is not in the catalogue does not exist for anybody: name the first entity',
};

function lintId(entity: Entity): readonly Remark[] {
  const path = ['entities', entity.name, 'fields'];
  const id = entity.fields.get('id');
  const advice = 'add `id: { type: ID, tier: …, category: … }`; it is read from the key';
  if (!id) return [{ severity: 'error', path, message: `\`${entity.name}\` has no field \`id\``, advice }];
  if (id.type === 'ID') return [];
  const message = `\`id\` is an \`ID\`, not \`${id.type}\``;
  return [
    { severity: 'error', path: [...path, 'id', 'type'], message, advice: 'remove `type`, or name the field otherwise' },
  ];
}

function lintField(field: Field): readonly Remark[] {
  const path = ['entities', field.entity, 'fields', field.name];
  if (field.type === 'ID' && field.name !== 'id') {
    const message = `only \`id\` is an \`ID\`, and \`${field.name}\` is not`;
    return [
      {
        severity: 'error',
        path: [...path, 'type'],
        message,
        advice: 'use `String`; a key of another entity is a relation',
      },
    ];
  }
  if (field.type === 'JSON') return lintJson(field, path);
  return field.type === 'Enum' ? lintEnum(field, path) : [];
}

/** No technique looks into JSON, and what it says of a person is not known to the redaction of their texts. */
const lintJson = (field: Field, path: Remark['path']): readonly Remark[] =>
  field.semantic === 'plain'
    ? []
    : [
        {
          severity: 'warning',
          path: [...path, 'semantic'],
          message: `\`${field.name}\` is \`JSON\`: where it is not clear it is withheld, whatever the ladder of \`${field.semantic}\` says`,
          advice: 'give what is to be masked a field of its own, by a view or a generated column',
        },
      ];

function lintEnum(field: Field, path: Remark['path']): readonly Remark[] {
  const at = [...path, 'values'];
  if (!field.values) {
    return [
      {
        severity: 'error',
        path,
        message: `\`${field.name}\` is an \`Enum\` without values`,
        advice: 'add `values: [ONE, OTHER]`',
      },
    ];
  }
  return field.values.flatMap((value, i, all): readonly Remark[] => {
    // GraphQL, section 3.9: an enum value is a name, but not one of these three.
    if (['true', 'false', 'null'].includes(value)) {
      return [
        {
          severity: 'error',
          path: [...at, i],
          message: `\`${value}\` cannot be a value of an enum`,
          advice: 'use a `Boolean`, or other names',
        },
      ];
    }
    if (all.indexOf(value) === i) return [];
    return [
      {
        severity: 'error',
        path: [...at, i],
        message: `the value \`${value}\` is here twice`,
        advice: 'keep one of the two',
      },
    ];
  });
}

function lintRelation(catalogue: Catalogue, relation: Relation): readonly Remark[] {
  if (catalogue.entities.has(relation.to)) return [];
  const advice = adviseNames(relation.to, [...catalogue.entities.keys()]);
  return [
    {
      severity: 'error',
      path: ['entities', relation.from, 'relations', relation.name, 'to'],
      message: `there is no entity \`${relation.to}\``,
      ...(advice ? { advice } : {}),
    },
  ];
}

/** A grant opens the roots of an entity by the name of its `many` root, so without one nothing opens the others. */
function lintRoots(entity: Entity): readonly Remark[] {
  const { many, one } = entity.roots;
  if (many !== undefined || one === undefined) return [];
  return [
    {
      severity: 'warning',
      path: ['entities', entity.name, 'roots', 'one'],
      message: `no grant can open ${quoteAll([one])}: grants name an entity's roots by its \`many\` root`,
      advice: 'add `many`',
    },
  ];
}
