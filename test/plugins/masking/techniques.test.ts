import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCall } from '../../../plugins/masking/call.ts';
import { techniques } from '../../../plugins/masking/techniques/index.ts';
import { fieldTypes, type Value } from '../../../schema/terms/field.ts';
import { alike } from './alike.ts';
import { bound, contextOf, fieldOf } from './bound.ts';
import { anything, calls, forms, hostile, table } from './table.ts';

const keyed: readonly string[] = ['noise', 'date-shift'];

describe('the table of techniques', () => {
  test('is tested whole', () => {
    expect(new Set(calls.map((call) => bound(call).technique.name))).toEqual(new Set(techniques.keys()));
  });

  test.each([...techniques.values()])('$name states facts that fit together', (technique) => {
    expect(technique.name).toMatch(/^[a-z][a-z-]*$/);
    expect(technique.types.every((type) => fieldTypes.includes(type))).toBe(true);
    // What comes back as a surrogate must be one: the same value always gives the same, and no two give one.
    if (technique.reversible)
      expect([technique.deterministic, technique.injective, technique.disclosure]).toEqual([true, true, 'replaced']);
    if (technique.knowsSubject) expect(technique.store).toBeUndefined();
  });
});

describe.each(table)('%s on %s', (call, type) => {
  const { mask: masked, unmask, technique } = bound(call, type);
  const known = technique.knowsSubject ? ['Emma Johnson', '王小明', '+86 154 0000 1234'] : undefined;
  const subject = technique.perSubject ? 'Customer:1' : undefined;
  const mask = (value: Value): Value | null => masked(value, known, subject);

  test('takes any value, never throws, and keeps the type', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const given = mask(value);
        expect(given === null || forms[type](given)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('gives the same each time', () => {
    const again = bound(call, type);
    fc.assert(
      fc.property(anything, (value) => {
        expect(again.mask(value, known, subject)).toEqual(mask(value));
      }),
    );
  });

  test('refuses what is not of its type', () => {
    const wrong: readonly Value[] =
      type === 'Int'
        ? ['12', 1.5, true, Number.NaN, 2 ** 60]
        : type === 'Float'
          ? ['12', true, Number.NaN]
          : [12, true, Number.NaN, '\ud800'];
    for (const value of wrong)
      if (technique.name !== 'constant' || typeof value !== 'number') expect(mask(value)).toBeNull();
  });

  test('shows its own example', () => {
    const fits = forms[type](technique.example) && (technique.call ?? technique.name).startsWith(call);
    if (fits && technique.disclosure !== 'withheld') expect(mask(technique.example)).not.toBeNull();
  });

  test('states facts for its parameters', () => {
    const { args } = bound(call, type);
    const left = technique.candidates(...args);
    expect(typeof left === 'string' || left >= 2).toBe(true);
    expect(Array.isArray(technique.reveals(...args))).toBe(true);
    // A part of the truth is a piece; nothing else is one where nothing is kept.
    const pieces = technique.reveals(...args).map(({ tells }) => tells);
    if (technique.disclosure === 'withheld') expect(pieces).toEqual([]);
    if (technique.disclosure === 'replaced')
      expect(pieces.every((one) => one === 'equality' || one === 'format')).toBe(true);
    if (technique.disclosure === 'reduced') expect(pieces.length).toBeGreaterThan(0);
  });

  test('answers a megabyte of anything', () => {
    // What redacts texts reads all of them, and has a suite of its own.
    const size = technique.name === 'redact-text' ? 20_000 : 1_000_000;
    for (const text of Object.values(hostile)) {
      const given = mask(text.slice(0, size));
      expect(given === null || forms[type](given)).toBe(true);
    }
  });

  if (technique.reversible) {
    test('turns each surrogate back, and nothing else throws', () => {
      fc.assert(
        fc.property(anything, (value) => {
          const given = mask(value);
          if (given !== null) expect(unmask?.(given)).toBe(value);
          expect(() => unmask?.(value)).not.toThrow();
        }),
      );
    });
  } else {
    test('has no way back', () => expect(unmask).toBeUndefined());
  }
});

const phone = fc.stringMatching(/^(\+86 )?1[3-9][0-9] ?[0-9]{4} ?[0-9]{4}$/);

describe('what is replaced', () => {
  test.each(['fpe', 'pseudonym', 'seal'])('%s differs between recipients, so nobody joins them', (call) => {
    fc.assert(
      fc.property(phone, (value) => {
        expect(bound(call, 'String', 'agreement:acme/delivery').mask(value)).not.toBe(
          bound(call, 'String', 'agreement:borealis/research').mask(value),
        );
      }),
      { numRuns: 50 },
    );
  });

  test.each(['fpe', 'pseudonym', 'seal'])('%s keeps different values different', (call) => {
    const { mask } = bound(call);
    fc.assert(
      fc.property(phone, phone, (a, b) => {
        expect(mask(a) === mask(b)).toBe(a === b);
      }),
      { numRuns: 50 },
    );
  });

  test('fpe keeps the format and nothing of the digits', () => {
    const { mask } = bound('fpe');
    fc.assert(
      fc.property(phone, (value) => {
        const masked = String(mask(value));
        expect(masked.replace(/\d/g, '0')).toBe(value.replace(/\d/g, '0'));
        expect(masked).not.toBe(value);
      }),
    );
  });

  test('a pseudonym is the same for every spelling of one text', () => {
    const { mask } = bound('pseudonym');
    expect(mask('Ｅｍｍａ')).toBe(mask('Emma'));
    expect(mask('e\u0301')).toBe(mask('\u00e9'));
  });

  test.each([
    ['phone', '+86 154 0000 1234', '15400001234'],
    ['phone', '008615400001234', '154-0000-1234'],
    ['phone', '+44 20 7946 0958', '+442079460958'],
    ['national-id', '99010119900307001x', '990101 19900307 001X'],
    ['bank-card', '6222 0000 0000 0009', '6222000000000009'],
    ['email', 'Emma@Example.com', 'emma@example.com'],
    ['iban', 'DE02 1203 0000 0000 2020 51', 'de02120300000000202051'],
  ])('a pseudonym of a %s is one for every spelling: %s and %s', (semantic, a, b) => {
    const of = (kind: string) => techniques.get('pseudonym')?.bind(contextOf(fieldOf('String', kind)));
    expect(of(semantic)?.mask(a)).toBe(of(semantic)?.mask(b));
    expect(of('plain')?.mask(a)).not.toBe(of('plain')?.mask(b));
    expect(of(semantic)?.mask(a)).not.toBe(of(semantic)?.mask(a.replace(/\d|m/, '7')));
  });

  test.each(['pseudonym', 'seal'])('%s holds nothing of the value', (call) => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 30 }), (value) => {
        expect(bound(call).mask(value)).not.toContain(value);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what is reduced shows no more than it says', () => {
  const keyless = [...techniques.values()].filter((one) => one.disclosure === 'reduced' && !keyed.includes(one.name));

  test('for every technique that keeps a part without a key there are values that agree on that part alone', () => {
    const told = new Set(Object.keys(alike).map((call) => parseCall(call).name));
    expect(keyless.map(({ name }) => name).filter((name) => !told.has(name) && name !== 'redact-text')).toEqual([]);
  });

  test.each(Object.entries(alike).flatMap(([call, pairs]) => pairs.map((one, at) => [call, at, one] as const)))(
    '%s gives them the same (%i)',
    (call, _, { type, pair }) => {
      const { mask } = bound(call, type);
      fc.assert(
        fc.property(pair, ([a, b]) => {
          expect([a, mask(a)]).not.toEqual([a, null]);
          expect(mask(b)).toEqual(mask(a));
        }),
      );
    },
  );

  test('round: every multiple of the step, and nothing between', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 2, max: 10_000 }),
        fc.integer({ min: 0, max: 6 }),
        (n, step, scale) => {
          const unit = 10n ** BigInt(scale);
          const digits = (n < 0n ? -n : n).toString().padStart(scale + 1, '0');
          const text = `${n < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}${scale ? `.${digits.slice(-scale)}` : ''}`;
          const rounded = BigInt(String(bound(`round(${step})`, 'Decimal').mask(text)));
          expect(rounded % BigInt(step)).toBe(0n);
          const distance = rounded * unit - n;
          expect((distance < 0n ? -distance : distance) * 2n <= BigInt(step) * unit).toBe(true);
        },
      ),
    );
  });
});
