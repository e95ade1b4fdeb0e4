import type { FieldType, Value } from '../../../schema/terms/field.ts';
import type { BoundTechnique } from '../technique.ts';

const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const dateTime = /^(\d{4})-(\d{2})-(\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z$/;
const midnight = 'T00:00:00.000000Z';

/** The first moment of the value's (UTC) year or month, in its type's own form; null for what is no date of the years 1 to 9999. */
export function truncateDate(type: FieldType, unit: 'year' | 'month'): BoundTechnique {
  const pattern = type === 'DateTime' ? dateTime : date;
  const tail = type === 'DateTime' ? midnight : '';
  return {
    mask: (value: Value) => {
      const [, year, month, day] = (typeof value === 'string' ? pattern.exec(value) : null) ?? [];
      if (!year || !month || !day || !isDay(Number(year), Number(month), Number(day))) return null;
      return `${year}-${unit === 'month' ? month : '01'}-01${tail}`;
    },
  };
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function isDay(year: number, month: number, day: number): boolean {
  const days = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year > 0 && days !== undefined && day > 0 && day <= days;
}
