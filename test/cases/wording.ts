import { expect } from 'vitest';
import type { TruthRow } from './truth.ts';

/** What the words of a case mean: the technique that they promise, and a check of what came out against the truth. */
export interface Wording {
  readonly technique: string;
  /** Throws where `shown` is not what the words say of `raw`; `row` is the record, with the person it is about. */
  readonly check: (shown: string, raw: string, row: TruthRow) => void;
  /** What comes out, where the words say it to the letter. */
  readonly exactly?: (raw: string) => string;
}

const characters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
const shape = (text: string): string => text.replace(/[0-9]/g, '0');
const isToken = (shown: string, raw: string): void => {
  expect(shown.length).toBeGreaterThanOrEqual(22);
  expect(shown).not.toContain(raw);
};

/** Words that say to the letter what comes out. */
const exact = (technique: string, exactly: (raw: string) => string): Wording => ({
  technique,
  exactly,
  check: (shown, raw) => expect(shown).toBe(exactly(raw)),
});

const words = {
  // Always four stars: their number would tell how long it is.
  'the last four characters': exact('keep-last(4)', (raw) => `****${characters(raw).slice(-4)}`),
  'the year': exact('year', (raw) => `${raw.slice(0, 4)}-01-01`),
  'the month': exact('month', (raw) => `${raw.slice(0, 7)}-01T00:00:00.000000Z`),
  'rounded to hundreds': exact('round(100)', (raw) => {
    const cents = BigInt(raw.replace(/\.(\d\d)$/, '$1'));
    return String(((cents + 5_000n) / 10_000n) * 100n);
  }),
  'the first letter and the domain': {
    technique: 'email-initial',
    check: (shown, raw) => {
      const [local = '', domain = ''] = raw.split('@');
      expect(shown.replace(/[*]+/, '')).toBe(`${local.charAt(0)}@${domain}`);
      expect(shown).not.toContain(local);
    },
  },
  'the city': {
    technique: 'city',
    check: (shown, raw) => {
      expect(raw).toContain(shown);
      expect(shown, 'no number of a house, no postcode').not.toMatch(/[0-9]/);
      expect(shown, 'no street').not.toMatch(/[路街巷道号区]$|Street|Lane|Road|straße|rue /);
    },
  },
  'the network of 256 addresses': exact('ip-prefix(24)', (raw) => raw.replace(/[0-9]+$/, '0')),
  'the text without personal data': {
    technique: 'redact-text',
    check: (shown, raw, row) => {
      for (const known of row.person) expect(shown.includes(known), 'what is known of the customer').toBe(false);
      expect(shown, 'e-mail addresses').not.toMatch(/[\w.-]+@[\w-]+\.\w+/);
      expect(shown, 'mobile numbers').not.toMatch(/(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|\+\d{1,2}[ -]?\(?\d{2,3}/);
      expect(shown, 'id and card numbers').not.toMatch(/(?<![\dA-Z])99\d\d ?(?:\d{4} ?){3}/);
      // No digit, no sign of an address and no part of a name in it: nothing to take out.
      const named = row.person.flatMap((known) => known.split(/[\s·]+/)).some((part) => raw.includes(part));
      if (!named && !/[\d@]|先生|女士/.test(raw)) expect(shown).toBe(raw);
    },
  },
  'a number of the same form': {
    technique: 'fpe',
    check: (shown, raw) => {
      expect(shape(shown)).toBe(shape(raw));
      expect(shown).not.toBe(raw);
    },
  },
  'an opaque id': { technique: 'seal', check: isToken },
} as const satisfies Readonly<Record<string, Wording>>;

/** Everything that `as` may say. */
export const wordings: Readonly<Record<keyof typeof words, Wording>> = words;
