import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import { readCatalogue } from '../../schema/catalogue/read.ts';
import type { Visible } from '../../schema/graphql/visible.ts';
import { type FilterOperator, filterOperators } from '../../schema/terms/operators.ts';

/** A small catalogue of two stores, with one of everything. */
export const shopText = `entities:
  Person:
    description: Somebody who buys.
    store: people
    table: people.persons
    key: { column: person_no, type: bigint }
    subject: self
    roots: { one: person, many: persons, lookup: personLookup }
    fields:
      id: { tier: low, category: who }
      mobile: { tier: high, category: who, semantic: phone, description: The number to call. }
      mood: { type: Enum, values: [GLAD, SAD], tier: low, category: who }
      bornOn: { type: Date, tier: high, category: who }
    relations:
      visits: { to: Visit, via: person_no, many: true, description: What they came for. }
  Visit:
    description: One visit; the visitor's mobile is not here.
    store: doors
    table: visits
    key: { column: id, type: uuid }
    subject: person
    roots: { many: visits }
    fields:
      id: { tier: low, category: what }
      fee: { type: Decimal, tier: high, category: what }
    relations:
      person: { to: Person, via: person_no }
`;

export function catalogueOf(text: string): Catalogue {
  const read = readCatalogue(text, 'catalogue.yaml');
  if (!('catalogue' in read)) throw new Error(JSON.stringify(read.findings));
  return read.catalogue;
}

export const shop = (): Catalogue => catalogueOf(shopText);

export const allOperators: ReadonlySet<FilterOperator> = new Set(Object.keys(filterOperators) as FilterOperator[]);

/** Everything of a catalogue, as far as stores allow. */
export const everything = (catalogue: Catalogue): Visible => ({
  field: () => true,
  operators: () => allOperators,
  order: () => true,
  relation: () => true,
  relationFilter: (coordinate) => {
    const [from = '', name = ''] = coordinate.split('.');
    const relation = catalogue.entities.get(from)?.relations.get(name);
    const near = catalogue.entities.get(relation?.to ?? '')?.store === catalogue.entities.get(from)?.store;
    return near ? 'all' : relation?.many ? undefined : 'id';
  },
  conditions: () => true,
  root: () => true,
  lookups: () => [],
  count: () => true,
  aggregate: () => undefined,
});

export const nothing: Visible = {
  field: () => false,
  operators: () => new Set(),
  order: () => false,
  relation: () => false,
  relationFilter: () => undefined,
  conditions: () => true,
  root: () => false,
  lookups: () => [],
  count: () => false,
  aggregate: () => undefined,
};
