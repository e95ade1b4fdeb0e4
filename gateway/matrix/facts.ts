import { classification } from '../../plugins/classification/index.ts';
import { limits } from '../../plugins/limits/index.ts';
import { masking } from '../../plugins/masking/index.ts';
import { ladderOf } from '../../plugins/masking/ladders.ts';
import { sectionOf } from '../../plugins/policy.ts';
import { purpose } from '../../plugins/purpose/index.ts';
import type { Catalogue, Entity, Field } from '../../schema/catalogue/catalogue.ts';
import type { Policy } from '../../schema/policy.ts';

/** What cells are compared by: the order of tiers, purposes, classification, ladders, and where data comes from. */
export interface Facts {
  /** From the least to the most sensitive. */
  readonly tiers: readonly string[];
  readonly purposes: readonly PurposeFacts[];
  readonly fields: readonly FieldRow[];
  /** Where the rows of entities and relations come from, in one line each. */
  readonly sources: Readonly<Record<string, string>>;
  /** How much one answer may bring. */
  readonly limits: Readonly<Record<'rows' | 'page.max', number>>;
}

export interface PurposeFacts {
  readonly name: string;
  readonly description: string;
  readonly legalBasis: string;
  readonly tier: string;
  readonly categories: readonly string[];
}

export interface FieldRow {
  readonly coordinate: string;
  readonly type: string;
  readonly tier: string;
  readonly category: string;
  readonly semantic: string;
  /** The techniques of its ladder, from the most telling to the least. */
  readonly ladder: readonly string[];
  /** The column that it is read from, in one line. */
  readonly source: string;
}

export function factsOf({ catalogue, policy }: { readonly catalogue: Catalogue; readonly policy: Policy }): Facts {
  const { ladders } = sectionOf(policy, masking);
  const { limits: bounds } = sectionOf(policy, limits);
  const entities = [...catalogue.entities.values()];
  return {
    tiers: sectionOf(policy, classification).tiers,
    purposes: Object.entries(sectionOf(policy, purpose).purposes).map(([name, facts]) => ({ name, ...facts })),
    fields: entities.flatMap((entity) =>
      [...entity.fields.values()].map((field) => rowOf(entity, field, ladderOf(ladders, field))),
    ),
    sources: Object.fromEntries(entities.flatMap(sourcesOf)),
    limits: { rows: bounds.rows, 'page.max': bounds.page.max },
  };
}

const rowOf = (
  entity: Entity,
  { coordinate, type, tier, category, semantic, column }: Field,
  ladder: readonly string[],
): FieldRow => ({
  coordinate,
  type,
  tier,
  category,
  semantic,
  ladder,
  source: `${tableOf(entity)}.${column}`,
});

const tableOf = ({ store, table }: Entity): string =>
  [store, table.schema, table.name].filter((one) => one !== undefined).join('.');

const sourcesOf = (entity: Entity): readonly (readonly [string, string])[] => [
  [entity.name, `${tableOf(entity)} by ${entity.key.column}, about ${entity.subject?.join('.') ?? 'nobody'}`],
  ...[...entity.relations.values()].map(
    ({ from, name, to, via, many }) => [`${from}.${name}`, `${many ? 'many' : 'one'} ${to} via ${via}`] as const,
  ),
];
