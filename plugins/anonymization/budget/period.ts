import type { Period as PeriodKind } from '../../../schema/terms/band.ts';
import type { Period } from '../port.ts';

const pad = (number: number, places = 2): string => String(number).padStart(places, '0');

interface Rule {
  readonly id: (year: number, month: number, day: number) => string;
  /** The first moment of the next period, in milliseconds; months count from 0 and may go beyond the year. */
  readonly next: (year: number, month: number, day: number) => number;
}

const rules: Readonly<Record<PeriodKind, Rule>> = {
  day: {
    id: (year, month, day) => `${pad(year, 4)}-${pad(month + 1)}-${pad(day)}`,
    next: (year, month, day) => Date.UTC(year, month, day + 1),
  },
  month: { id: (year, month) => `${pad(year, 4)}-${pad(month + 1)}`, next: (year, month) => Date.UTC(year, month + 1) },
  quarter: {
    id: (year, month) => `${pad(year, 4)}-Q${Math.floor(month / 3) + 1}`,
    next: (year, month) => Date.UTC(year, (Math.floor(month / 3) + 1) * 3),
  },
  year: { id: (year) => pad(year, 4), next: (year) => Date.UTC(year + 1, 0) },
};

/** The period that a moment lies in. */
export function periodOf(kind: PeriodKind, now: Date): Period {
  const parts = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()] as const;
  return { id: rules[kind].id(...parts), until: new Date(rules[kind].next(...parts)).toISOString() };
}
