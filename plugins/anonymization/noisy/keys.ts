import { type Band, bandForm, bandsOfType } from '../../../schema/terms/band.ts';
import type { Cell, FieldType, Value } from '../../../schema/terms/field.ts';

/** A key as the policy writes it. */
type Written = string | number | boolean;

interface KeyForm {
  /** The cell of an answer. */
  readonly cell: (key: Written) => Value;
  /** What two cells have in common where they are one key, however a store writes it. */
  readonly same: (cell: Value) => string;
}

const text: KeyForm = { cell: String, same: String };
const number: KeyForm = { cell: Number, same: (cell) => String(Number(cell)) };
const numeral: KeyForm = { cell: String, same: (cell) => String(Number(cell)) };
const day = (cell: Value): string => String(cell).slice(0, 10);

const forms: Readonly<Partial<Record<FieldType, KeyForm>>> = {
  ID: text,
  String: text,
  Enum: text,
  Boolean: { cell: (key) => key === true || key === 'true', same: String },
  Int: number,
  BigInt: numeral,
  Decimal: numeral,
  Date: { cell: day, same: day },
  DateTime: { cell: (key) => `${day(key)}T00:00:00.000000Z`, same: day },
};

/** The cell that stands for a declared key in every answer, whether a record has it or not. */
export const declaredCell = (type: FieldType, key: Written): Value => (forms[type] ?? text).cell(key);

/** Two cells of a field are one key exactly where these are the same. */
export const keyName = (type: FieldType, cell: Cell): string | null =>
  cell === null ? null : (forms[type] ?? text).same(cell);

/** Whether a declared key is one that groups of this band can have. */
export function keyFits(type: FieldType, band: Band, key: Written): boolean {
  const kind = bandsOfType[type];
  if (kind === 'period') return typeof key === 'string' && beginsPeriod(key, band);
  if (kind === 'span') return typeof key === 'number' && Number.isSafeInteger(key) && key % Number(band) === 0;
  return type === 'Boolean' ? typeof key === 'boolean' : typeof key === 'string';
}

const beginsPeriod = (key: string, band: Band): boolean => {
  const form = bandForm(band);
  const [, month = '', at = ''] = /^\d{4}-(\d\d)-(\d\d)$/.exec(key) ?? [];
  if (form?.form !== 'truncate-date' || Number.isNaN(Date.parse(key))) return false;
  return {
    day: at !== '',
    month: at === '01',
    quarter: at === '01' && Number(month) % 3 === 1,
    year: at === '01' && month === '01',
  }[form.unit];
};
