import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { misfit, undecided } from '../../../plugins/masking/technique.ts';
import { bound } from './bound.ts';

const small = fc.stringMatching(/^[ -~]{0,24}$/);
const digits = fc.stringMatching(/^[+]?[0-9 ()-]{0,20}$/);
const address = fc
  .tuple(
    fc.stringMatching(/^[a-zA-Z0-9._+'%-]{0,8}$/),
    fc.stringMatching(/^[@]{0,2}$/),
    fc.stringMatching(/^[a-z0-9.-]{0,16}$/),
  )
  .map((parts) => parts.join(''));
const dates = fc.oneof(
  fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10)),
  fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/),
  fc.stringMatching(/^[0-9 -]{8,11}$/),
  fc.constantFrom('infinity', '-infinity', '0044-03-15 BC', '10000-01-01', '0000-01-01', '1900-02-29', '2000-02-29'),
);
const texts = fc.oneof(small, digits, address, fc.emailAddress(), fc.string({ unit: 'binary' }), dates);

const techniques = [
  ['keep-last(4)', 'String'],
  ['keep-last(1)', 'String'],
  ['keep-last(8)', 'String'],
  ['email-initial', 'String'],
  ['year', 'Date'],
  ['quarter', 'Date'],
  ['month', 'Date'],
  ['day', 'Date'],
] as const;

describe('what a technique makes of bytes', () => {
  test.each(techniques)('%s of %s is what it makes of the text', (call, type) => {
    const { mask, bytes } = bound(call, type);
    if (!bytes) throw new Error('there is no such form');
    const decided = { count: 0 };
    fc.assert(
      fc.property(texts, fc.nat(5), (text, before) => {
        const value = Buffer.from(text, 'utf8');
        // Bytes that were no text are never a store's: lone halves of pairs become another character.
        const told = mask(value.toString('utf8'));
        const into = Buffer.alloc(before + value.length + 16, 0xff);
        const around = Buffer.concat([Buffer.alloc(before, 0x39), value, Buffer.from('9999')]);
        const length = bytes(around, before, before + value.length, into, before);
        if (length === undecided) return;
        decided.count += 1;
        const made = length === misfit ? null : into.toString('latin1', before, before + length);
        expect(made).toBe(told);
        if (made !== null) expect(JSON.stringify(made)).toBe(`"${made}"`);
        expect(into.subarray(0, before).every((byte) => byte === 0xff)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(decided.count).toBeGreaterThan(1_000);
  });
});
