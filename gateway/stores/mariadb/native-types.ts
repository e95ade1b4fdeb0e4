import type { FieldType } from '../../../schema/terms/field.ts';
import type { FoundColumn } from '../inspect.ts';

export interface NativeColumn {
  /** `varchar`, `int` … */
  readonly base: string;
  /** As the server writes it: `int(10) unsigned`. */
  readonly type: string;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  /** A condition holds it to be JSON; absent where nobody knows. */
  readonly isJson?: boolean;
}

export type NativeFacts = Partial<Pick<FoundColumn, 'keys' | 'remark' | 'partly' | 'values'>> & {
  readonly fits: readonly FieldType[];
};

type Facts = (column: NativeColumn) => NativeFacts;

const always =
  (facts: NativeFacts): Facts =>
  () =>
    facts;
const notJson = 'what in it is no JSON is null: hold it to be, by `check (json_valid(…))`';
const bytes: NativeFacts = {
  fits: ['String'],
  partly: { String: 'bytes that are no text in UTF-8 come out as question marks: read it by a view, as `hex(…)`' },
};

/** Thirty-six characters hold a UUID. */
const text: Facts = ({ length, isJson }) => ({
  fits: isJson ? ['JSON', 'String'] : ['String', 'Enum', 'JSON'],
  keys: length >= 36 ? ['text', 'uuid'] : ['text'],
  ...(isJson === false && { partly: { JSON: notJson } }),
});

const ints: readonly FieldType[] = ['Int', 'BigInt', 'Decimal', 'String', 'JSON'];
const whole = always({ fits: ints, keys: ['integer', 'bigint'] });
/** The smallest is what a yes or no is written as, mostly with a width of one. */
const tiny: Facts = ({ type }) => ({
  fits: type.startsWith('tinyint(1)') ? ['Boolean', ...ints] : [...ints, 'Boolean'],
  keys: ['integer', 'bigint'],
});
/** Four bytes without a sign are more than an Int holds, and not more than a key does. */
const int: Facts = (column) =>
  column.type.includes('unsigned')
    ? { fits: ['BigInt', 'Decimal', 'String', 'JSON'], keys: ['integer', 'bigint'] }
    : whole(column);
const decimal: Facts = ({ precision, scale }) => ({
  fits: ['Decimal', 'String', 'JSON'],
  keys: scale === 0 && precision <= 18 ? ['bigint'] : [],
});
const bit: Facts = ({ precision }) =>
  precision === 1
    ? { fits: ['Boolean'] }
    : { fits: [], remark: 'bits are no text: read it by a view, as `cast(… as unsigned)`' };
const labels: Facts = ({ type }) => ({ fits: ['Enum', 'String'], keys: ['text'], values: labelsOf(type) });

const labelsOf = (type: string): readonly string[] =>
  [...type.matchAll(/'((?:[^']|'')*)'/g)].map(([, label = '']) => label.replaceAll("''", "'"));

const moment = always({ fits: ['DateTime', 'String', 'JSON'] });
const double = always({ fits: ['Float', 'String', 'JSON'] });
const blob = always(bytes);
const place = always({ fits: [], remark: 'a place has no text: read it by a view, as `st_astext(…)`' });

/** MariaDB's and MySQL's own types, and how each can be read. */
const natives: Readonly<Record<string, Facts>> = {
  ...{ char: text, varchar: text, tinytext: text, text, mediumtext: text, longtext: text },
  ...{ enum: labels, set: always({ fits: ['String'] }) },
  ...{ tinyint: tiny, smallint: whole, mediumint: whole, int, decimal, float: double, double },
  bigint: always({ fits: ['BigInt', 'Decimal', 'String', 'JSON'], keys: ['bigint'] }),
  year: always({ fits: ints }),
  bit,
  date: always({ fits: ['Date', 'String', 'JSON'] }),
  ...{ datetime: moment, timestamp: moment },
  uuid: always({ fits: ['String', 'JSON'], keys: ['uuid', 'text'] }),
  json: always({ fits: ['JSON', 'String'] }),
  binary: ({ length }) => (length === 16 ? { ...bytes, keys: ['uuid'] } : bytes),
  ...{ varbinary: blob, tinyblob: blob, blob, mediumblob: blob, longblob: blob },
  ...{ geometry: place, point: place, linestring: place, polygon: place, geometrycollection: place },
  ...{ multipoint: place, multilinestring: place, multipolygon: place, geomcollection: place },
};

/** How a column is read. */
export const nativeFacts = (column: NativeColumn): NativeFacts =>
  natives[column.base]?.(column) ?? { fits: ['String'] };
