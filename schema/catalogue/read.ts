import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical.ts';
import { check } from '../check.ts';
import type { Finding, Remark } from '../finding.ts';
import { locateRemarks, type Refused, readYaml } from '../yaml.ts';
import type { Catalogue, Entity, Field, Relation } from './catalogue.ts';
import { type CatalogueFile, catalogueFormat, type EntityFile, type FieldFile } from './format.ts';
import { lintCatalogue } from './lint.ts';

/** A catalogue that may be used, with the warnings about it. */
export interface ReadCatalogue {
  readonly catalogue: Catalogue;
  readonly findings: readonly Finding[];
}

/** Reads `catalogue.yaml`. It is used only where nothing in it is an error. */
export function readCatalogue(text: string, file: string): ReadCatalogue | Refused {
  const document = readYaml(text, file);
  if ('findings' in document) return document;
  const checked = check(catalogueFormat, document);
  if ('findings' in checked) return checked;
  const catalogue = toCatalogue(checked.value);
  const remarks = [...contradictions(checked.value), ...lintCatalogue(catalogue)];
  const findings = [...locateRemarks(remarks, document)].sort((a, b) => a.line - b.line || a.column - b.column);
  return findings.some((finding) => finding.severity === 'error') ? { findings } : { catalogue, findings };
}

function toCatalogue(file: CatalogueFile): Catalogue {
  const entities = new Map(Object.entries(file.entities).map(([name, entity]) => [name, toEntity(name, entity)]));
  return Object.freeze({ version: createHash('sha256').update(canonicalJson(entities)).digest('hex'), entities });
}

function toEntity(name: string, file: EntityFile): Entity {
  const [table = '', schema] = file.table.split('.').reverse();
  const relations = Object.entries(file.relations ?? {}).map(([relation, facts]): [string, Relation] => [
    relation,
    Object.freeze({
      ...described(facts),
      name: relation,
      from: name,
      to: facts.to,
      many: facts.many ?? false,
      via: facts.via,
    }),
  ]);
  return Object.freeze({
    ...described(file),
    name,
    store: file.store,
    table: Object.freeze({ ...(schema ? { schema } : {}), name: table }),
    key: Object.freeze({ ...file.key }),
    ...subjectPath(file.subject),
    roots: Object.freeze(defined(file.roots ?? {})),
    fields: new Map(Object.entries(file.fields).map(([field, facts]) => [field, toField(name, field, facts, file)])),
    relations: new Map(relations),
  });
}

const toField = (entity: string, name: string, file: FieldFile, { key, subject }: EntityFile): Field =>
  Object.freeze({
    ...described(file),
    coordinate: `${entity}.${name}`,
    entity,
    name,
    type: file.type ?? (name === 'id' ? 'ID' : 'String'),
    tier: file.tier,
    category: file.category,
    semantic: file.semantic ?? 'plain',
    ...subjectPath(subject),
    column: name === 'id' ? key.column : (file.column ?? snakeCase(name)),
    ...(file.values ? { values: Object.freeze([...file.values]) } : {}),
  });

const described = (of: { readonly description?: string | undefined }): { readonly description?: string } =>
  of.description === undefined ? {} : { description: of.description };

const defined = (roots: Readonly<Record<string, string | undefined>>): Entity['roots'] =>
  Object.fromEntries(Object.entries(roots).filter(([, name]) => name !== undefined));

function subjectPath(subject: string | undefined): { readonly subject?: readonly string[] } {
  if (subject === undefined || subject === 'none') return {};
  return { subject: Object.freeze(subject === 'self' ? [] : subject.split('.')) };
}

/** `birthDate` to `birth_date`, `nationalID` to `national_id`. */
const snakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

/** What the catalogue itself no longer shows: things said that do not go together, and things not said. */
function contradictions(file: CatalogueFile): readonly Remark[] {
  return Object.entries(file.entities).flatMap(([name, entity]): readonly Remark[] => {
    const at = ['entities', name];
    const id = entity.fields.id;
    const elsewhere = id?.column !== undefined && id.column !== entity.key.column;
    return [
      ...(elsewhere
        ? [error([...at, 'fields', 'id', 'column'], '`id` is always read from the key', 'remove `column`')]
        : []),
      ...(entity.subject === undefined ? [unsaidSubject(name, at)] : []),
      ...Object.entries(entity.fields)
        .filter(([, { type, values }]) => values && type !== 'Enum')
        .map(([field]) => error([...at, 'fields', field, 'values'], 'only an `Enum` has `values`', 'add `type: Enum`')),
    ];
  });
}

const error = (path: Remark['path'], message: string, advice: string): Remark => ({
  severity: 'error',
  path,
  message,
  advice,
});

const unsaidSubject = (name: string, path: Remark['path']): Remark => ({
  severity: 'warning',
  path,
  message: `\`${name}\` does not say whom its rows are about`,
  advice: 'add `subject: self`, a path of relations to the person, or `subject: none` where they are about nobody',
});
