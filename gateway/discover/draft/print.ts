import type { DraftEntity, DraftField, DraftRelation, Unmapped } from './model.ts';
import { columnOfField, pluralOf, singularOf } from './names.ts';
import type { SubjectPath } from './subjects.ts';

export interface DrawnEntity extends DraftEntity {
  readonly fields: readonly DraftField[];
  readonly relations: readonly DraftRelation[];
  readonly subject: SubjectPath;
  readonly roots: { readonly one: string; readonly many: string };
}

export interface Manner {
  readonly store: string;
  /** The schema that needs no name in front. */
  readonly usual: string;
  /** Whether each field says why it is what it is. */
  readonly evidence: boolean;
  /** What stands at its top, where it is not the usual. */
  readonly head?: string;
}

const head = `# A draft: what was found in the store, and what it is thought to be. A column that is not here does not exist for anybody.
# Look at each line that says "review": what is unsure starts at the strictest tier. Fields say why, and how sure that is.
`;

/** The draft as \`catalogue.yaml\`. */
export function printDraft(entities: readonly DrawnEntity[], unmapped: readonly Unmapped[], manner: Manner): string {
  const left = unmapped.map(({ what, why }) => `#   ${oneLine(what)}: ${oneLine(why)}\n`).join('');
  return `${manner.head ?? head}${left === '' ? '' : `#\n# Not here:\n${left}`}\nentities:\n${entities.map((entity) => printEntity(entity, manner)).join('\n')}`;
}

function printEntity(entity: DrawnEntity, manner: Manner): string {
  const { name, table, sense, key, subject, roots, fields, relations } = entity;
  const place = table.schema === manner.usual ? table.name : `${table.schema}.${table.name}`;
  const lines = [
    `  # ${oneLine(sense.evidence)}`,
    `  ${name}:`,
    ...(isToldOf(table.comment) ? [`    description: ${JSON.stringify(oneLine(table.comment).slice(0, 200))}`] : []),
    `    store: ${scalar(manner.store)}`,
    `    table: ${scalar(place)}`,
    `    key: { column: ${scalar(key.column)}, type: ${key.type} }`,
    `    subject: ${subject.path}${subject.review ? '  # review: whom are these rows about?' : ''}`,
    `    roots: { one: ${scalar(roots.one)}, many: ${scalar(roots.many)} }`,
    '    fields:',
    ...fields.flatMap((field) => printField(field, manner)),
    ...(relations.length > 0 ? ['    relations:', ...relations.map(printRelation)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function printField({ name, column, type, classified }: DraftField, { evidence }: Manner): readonly string[] {
  const { tier, category, semantic, review, confidence } = classified;
  const parts = [
    ...(type === 'String' && name !== 'id' ? [] : [`type: ${type}`]),
    ...(type === 'Enum' ? [`values: [${(column.labels ?? []).map(scalar).join(', ')}]`] : []),
    `tier: ${tier}`,
    `category: ${category}`,
    // No ladder masks a part of JSON.
    ...(semantic === 'plain' || type === 'JSON' ? [] : [`semantic: ${semantic}`]),
    ...(name === 'id' || columnOfField(name) === column.name ? [] : [`column: ${scalar(column.name)}`]),
  ];
  const why = classified.evidence
    .filter((line) => !/^(?:form|table|type):/.test(line))
    .map(oneLine)
    .join('; ');
  return [
    ...(evidence && why !== '' && name !== 'id' ? [`      # ${confidence}: ${why}`] : []),
    `      ${scalar(name)}: { ${parts.join(', ')} }${review ? '  # review' : ''}`,
  ];
}

const printRelation = ({ name, to, via, many, proposed }: DraftRelation): string =>
  `      ${scalar(name)}: { to: ${to}, via: ${scalar(via)}${many ? ', many: true' : ''} }${proposed ? '  # review: no foreign key says so' : ''}`;

/** What other readers of YAML take for something else than a text. */
const traps = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf|e\d+)$/i;

const scalar = (text: string): string =>
  /^[A-Za-z_][A-Za-z0-9_.]*$/.test(text) && !traps.test(text) ? text : JSON.stringify(text);

/** Whoever reads the API reads this: a comment that may name somebody (`ask ann@example.com`) stays in the database. */
const isToldOf = (comment: string | undefined): comment is string =>
  comment !== undefined && comment !== '' && !/\d{5,}|\S@\S|:\/\//.test(comment);

/** Comments of a database go into a comment of ours: they stay within their line. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Names of root fields that no other entity has. */
export const rootsOf = (entity: string, name: (wish: string) => string): DrawnEntity['roots'] => ({
  one: name(singularOf(entity)),
  many: name(pluralOf(entity)),
});
