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
  ['landline', '010-8888 1234'],
  ['ssn', '000-12-3456'],
  ['passport', 'E00000001'],
  ['iban', 'DE02 1203 0000 0000 2020 51'],
  ['social-credit-code', '91990100MA0000001G'],
  ['licence-plate', '京A·12345'],
  ['postal-code', '310013'],
  ['geo-coordinates', '30.274085,120.155070'],
  ['mac', '02:1b:44:11:3a:b7'],
  ['url', 'https://shop.example/orders/8412?token=x'],
  ['user-agent', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36'],
  ['json', '{"status":"paid","payer":{"name":"Emma","city":"Leeds"}}'],
  ['free-text', 'Please call Emma Johnson on +44 20 7946 0958 about order 20260307001.'],
]);

/** A value as this semantic type and field type have it. */
export const sampleOf = (semantic: string, type: FieldType): Value =>
  (type === 'String' ? bySemantic.get(semantic) : undefined) ?? byType[type];

/** What names or reaches a person in the free text of the samples. */
const known: readonly string[] = ['person-name', 'phone', 'email', 'national-id', 'bank-card', 'address', 'ip-address'];

/** What is known of the person in the samples. */
export const knownOfSample: readonly string[] = known.flatMap((semantic) => bySemantic.get(semantic) ?? []);
