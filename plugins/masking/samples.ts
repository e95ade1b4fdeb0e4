import type { FieldType, Value } from '../../schema/terms/field.ts';

/** Invented values of each type, for explanations. */
const byType: Readonly<Record<FieldType, Value>> = {
  ID: '1042',
  String: 'Emma Johnson',
  Int: 1249,
  BigInt: '1249',
  Float: 12.49,
  Decimal: '249.90',
  Boolean: true,
  Date: '1990-03-07',
  DateTime: '2026-03-07T09:41:12.345678Z',
  Enum: 'OTHER',
  JSON: '{"size":42}',
};

/** Invented texts of semantic types: people, numbers and addresses that nobody has. */
const bySemantic: ReadonlyMap<string, string> = new Map([
  ['person-name', 'Emma Johnson'],
  ['phone', '+86 154 0000 1234'],
  ['email', 'emma.johnson@example.com'],
  ['national-id', '990101199003070015'],
  ['bank-card', '6222 0000 0000 0009'],
  ['address', '12 Elm Street, Springfield, IL 62701, US'],
  ['ip-address', '203.0.113.77'],
  ['free-text', 'Please call Emma Johnson on +44 20 7946 0958 about order 20260307001.'],
]);

/** A value as this semantic type and field type have it. */
export const sampleOf = (semantic: string, type: FieldType): Value =>
  (type === 'String' ? bySemantic.get(semantic) : undefined) ?? byType[type];

/** What is known of the person in the samples. */
export const knownOfSample: readonly string[] = [...bySemantic]
  .filter(([semantic]) => semantic !== 'free-text')
  .map(([, value]) => value);
