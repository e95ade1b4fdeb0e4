/** The types a catalogue field may have. Each is also a GraphQL scalar, save `Enum`, which makes one of its own. */
export const fieldTypes = [
  'ID',
  'String',
  'Int',
  'BigInt',
  'Float',
  'Decimal',
  'Boolean',
  'Date',
  'DateTime',
  'Enum',
  'JSON',
] as const;

export type FieldType = (typeof fieldTypes)[number];

/** What somebody may want to do with a field. Each is asked for, and judged, by itself. */
export const uses = [
  'select',
  'filter.equal',
  'filter.range',
  'filter.prefix',
  'order',
  'group',
  'aggregate',
  'write',
] as const;

export type Use = (typeof uses)[number];

/**
 * A value as it stands between a store and an answer. `BigInt`, `Decimal`, `Date` (`YYYY-MM-DD`) and
 * `DateTime` (RFC 3339, UTC, microseconds) are strings, so no digit is lost, and so is `JSON`: its text, laid out for the
 * answer at the last moment; keys are strings whatever they are in the store.
 */
export type Value = string | number | boolean;
export type Cell = Value | null;

/** All that a judgement may know about a field. `id` is a field like any other. */
export interface FieldFacts {
  /** `Customer.phone` */
  readonly coordinate: string;
  readonly entity: string;
  readonly name: string;
  readonly type: FieldType;
  readonly tier: string;
  readonly category: string;
  /** phone, person-name, national-id … : it chooses the mask ladder. `plain` where nothing special is said. */
  readonly semantic: string;
  /** Its entity's path to the data subject, as the catalogue has it; absent where its rows are about nobody. */
  readonly subject?: readonly string[];
}

/** The uses that a value of this type has when it is clear. */
export const usesOfType: Readonly<Record<FieldType, readonly Use[]>> = {
  ID: ['select', 'filter.equal', 'aggregate', 'group'],
  String: ['select', 'filter.equal', 'filter.range', 'filter.prefix', 'order', 'group'],
  Int: ['select', 'filter.equal', 'filter.range', 'order', 'group', 'aggregate'],
  BigInt: ['select', 'filter.equal', 'filter.range', 'order', 'group', 'aggregate'],
  Float: ['select', 'filter.equal', 'filter.range', 'order', 'group', 'aggregate'],
  Decimal: ['select', 'filter.equal', 'filter.range', 'order', 'group', 'aggregate'],
  Boolean: ['select', 'filter.equal', 'order', 'group'],
  Date: ['select', 'filter.equal', 'filter.range', 'order', 'group'],
  DateTime: ['select', 'filter.equal', 'filter.range', 'order', 'group'],
  Enum: ['select', 'filter.equal', 'group'],
  // Two texts may be one value, and a part of it would be a side door: it is there or it is not.
  JSON: ['select', 'filter.equal'],
};
