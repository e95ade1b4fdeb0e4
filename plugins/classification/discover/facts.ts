/** What kind of values a column holds, whatever its database calls them. */
export const valueTypes = [
  'text',
  'number',
  'date',
  'boolean',
  'uuid',
  'binary',
  'json',
  'place',
  'network',
  'other',
] as const;
export type ValueType = (typeof valueTypes)[number];

/** What a value can be seen to be, by itself. */
export const valueKinds = [
  'national-id',
  'company-id',
  'bank-card',
  'iban',
  'email',
  'phone',
  'ip-address',
  'mac-address',
  'imei',
  'uuid',
  'url',
  'coordinates',
  'date',
  'birth-date',
  'json',
  'chinese-name',
  'western-name',
  'free-text',
] as const;
export type ValueKind = (typeof valueKinds)[number];

/** What a sample of values showed. The values themselves are not here. */
export interface SampleFacts {
  /** How many values were looked at; nulls and empty texts are not counted. */
  readonly tested: number;
  /** How many different ones there were. */
  readonly distinct: number;
  /** The greatest length, in characters. */
  readonly longest: number;
  /** The share of values of each kind, from 0 to 1; a kind that is not here was not seen. */
  readonly shares: Readonly<Partial<Record<ValueKind, number>>>;
}

export interface ColumnFacts {
  readonly name: string;
  readonly type: ValueType;
  /** The greatest number of characters, where there is one. */
  readonly length?: number;
  readonly comment?: string;
  /** It is the primary key, or part of it. */
  readonly key?: boolean;
  /** The table that it leads to by a foreign key, as `tableKey` has it. */
  readonly refers?: string;
  readonly sample?: SampleFacts;
  /** The values of an enumeration, which are part of the schema. */
  readonly labels?: readonly string[];
}

export interface TableFacts {
  /** Unique among the tables of one store: with its schema where that is not the usual one. */
  readonly key: string;
  readonly name: string;
  readonly comment?: string;
  readonly columns: readonly ColumnFacts[];
}

/** What a column is, and why it is thought so. No value is in it. */
export interface Classified {
  readonly table: string;
  readonly column: string;
  readonly pii: boolean;
  readonly category: string;
  readonly sensitive: Sensitivity;
  readonly semantic: string;
  readonly tier: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** Somebody has to look at it. */
  readonly review: boolean;
  readonly evidence: readonly string[];
}

export const sensitivities = ['low', 'medium', 'high'] as const;
export type Sensitivity = (typeof sensitivities)[number];

/** The categories that discovery knows. */
export const discoveredCategories = [
  'identity',
  'contact',
  'financial',
  'transaction',
  'behaviour',
  'feedback',
  'credential',
  'location',
  'health',
  'none',
] as const;
