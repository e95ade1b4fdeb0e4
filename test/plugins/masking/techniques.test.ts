import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldTypes, type FieldType, type Value } from '../../../schema/terms/field.ts';
import { techniques } from '../../../plugins/masking/techniques/index.ts';
import { bound } from './bound.ts';
import { cpuOf } from '../../fixtures/cpu.ts';

/** Every technique, with every kind of parameter. A new technique stands here, or the first test fails. */
const calls = [
  'city',
  'email-initial',
  'family-name',
  'fpe',
  'ip-prefix(8)',
  'ip-prefix(16)',
  'ip-prefix(24)',
  'keep-last(1)',
  'keep-last(4)',
  'month',
  'prefix(3)',
  'pseudonym',
  'redact-text',
  'round(7)',
  'round(100)',
  'seal',
  'withhold',
  'year',
] as const;

const table = calls.flatMap((call) => bound(call).technique.types.map((type) => [call, type] as const));

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'王小明省市区路号·,. @+-()0123456789１２３xX\u200bé👩‍🦰TZ:'), maxLength: 30 }),
  fc.emailAddress(),
  fc.ipV4(),
  fc.integer({ min: -(10 ** 15), max: 10 ** 15 }).map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.integer(),
  fc.double(),
  fc.boolean(),
);

const forms: Readonly<Record<FieldType, (value: Value) => boolean>> = {
  ID: (value) => typeof value === 'string',
  String: (value) => typeof value === 'string',
  Enum: (value) => typeof value === 'string',
  Int: (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31,
  BigInt: (value) => typeof value === 'string' && /^-?\d+$/.test(value),
  Float: (value) => typeof value === 'number',
  Decimal: (value) => typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value),
  Boolean: (value) => typeof value === 'boolean',
  JSON: () => false,
  Date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  DateTime: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(value),
};

const hostile: Readonly<Record<string, string>> = {
  'one letter': 'a'.repeat(100_000),
  'one digit': '1'.repeat(100_000),
  'at signs': '@'.repeat(100_000),
  'addresses without end': 'a@b.'.repeat(25_000),
  'letters and at signs': 'a@'.repeat(50_000),
  'digits in groups': '1 '.repeat(50_000),
  'digits and points': '1.'.repeat(50_000),
  'numbers of cards': '6222 0000 0000 0009 '.repeat(5_000),
  'combining marks': 'e\u0301\u0301'.repeat(33_000),
  'invisible characters': '\u200b'.repeat(100_000),
  'families of emoji': '👨‍👩‍👧'.repeat(12_500),
  'Chinese characters': '浙江省市区'.repeat(20_000),
  'half surrogate pairs': '\ud83d'.repeat(100_000),
  'commas and spaces': ', '.repeat(50_000),
  words: 'Van der '.repeat(12_500),
  'dots between names': '王·'.repeat(50_000),
  'a word of the longest character': '\ufdfa'.repeat(33_000),
};

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
  const { mask, unmask, technique } = bound(call, type);
  const known = technique.knowsSubject ? ['Emma Johnson', '王小明', '+86 154 0000 1234'] : undefined;

  test('takes any value, never throws, and keeps the type', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const masked = mask(value, known);
        expect(masked === null || forms[type](masked)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('gives the same each time', () => {
    const again = bound(call, type);
    fc.assert(
      fc.property(anything, (value) => {
        expect(again.mask(value, known)).toEqual(mask(value, known));
      }),
    );
  });

  test('refuses what is not of its type', () => {
    const wrong: readonly Value[] =
      type === 'Int' ? ['12', 1.5, true, Number.NaN, 2 ** 60] : [12, true, Number.NaN, '\ud800'];
    for (const value of wrong) expect(mask(value, known)).toBeNull();
  });

  test('shows its own example', () => {
    const fits = forms[type](technique.example);
    if (fits && technique.disclosure !== 'withheld') expect(mask(technique.example, known)).not.toBeNull();
  });

  test.each(Object.entries(hostile))('answers 100 KB of %s at once', async (_, text) => {
    mask(text.slice(0, 1000), known);
    // Some 300 ms at most, of which quadratic cost would be a thousand times as much.
    expect(await cpuOf(() => mask(text, known))).toBeLessThan(1500);
  });

  if (technique.reversible) {
    test('turns each surrogate back, and nothing else throws', () => {
      fc.assert(
        fc.property(anything, (value) => {
          const masked = mask(value);
          if (masked !== null) expect(unmask?.(masked)).toBe(value);
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
  const twins = (call: string, type: FieldType, pairs: fc.Arbitrary<readonly [Value, Value]>) =>
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const { mask } = bound(call, type);
        expect(mask(a)).not.toBeNull();
        expect(mask(a)).toEqual(mask(b));
      }),
    );

  test('keep-last: two numbers that end alike are alike, whatever their length', () => {
    const body = fc.stringMatching(/^[0-9]{5,20}$/);
    twins(
      'keep-last(4)',
      'String',
      fc.tuple(body, body, fc.stringMatching(/^[0-9]{4}$/)).map(([a, b, end]) => [`${a}${end}`, `${b}-${end}`]),
    );
  });

  test('email-initial: of the name before the domain the first letter alone', () => {
    const local = fc.stringMatching(/^[a-z0-9.]{1,40}$/);
    twins(
      'email-initial',
      'String',
      fc.tuple(local, local).map(([a, b]) => [`k${a}@example.com`, `k${b}@example.com`]),
    );
  });

  test('family-name: nothing of the given name, not even its length', () => {
    const given = fc
      .stringMatching(/^[A-Z][a-z]{1,15}$/)
      .filter(
        (name) => !/^(Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lady|Lord|Rev|Fr|Herr|Frau|Mme|Mlle|Sr|Sra|Don)$/.test(name),
      );
    twins(
      'family-name',
      'String',
      fc.tuple(given, given).map(([a, b]) => [`${a} Whitfield`, `${b} Whitfield`]),
    );
    const character = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code));
    twins(
      'family-name',
      'String',
      fc.tuple(character, character, character).map(([a, b, c]) => [`王${a}`, `王${b}${c}`]),
    );
  });

  test('city: nothing of the street', () => {
    const street = fc.stringMatching(/^[1-9][0-9]{0,3} [A-Z][a-z]{2,12} (Street|Road|Lane)$/);
    twins(
      'city',
      'String',
      fc.tuple(street, street).map(([a, b]) => [`${a}, Springfield, IL 62701, US`, `${b}, Springfield, IL 62702, US`]),
    );
    const number = fc.integer({ min: 1, max: 9999 });
    twins(
      'city',
      'String',
      fc.tuple(number, number).map(([a, b]) => [`浙江省杭州市西湖区文三路${a}号`, `浙江省杭州市上城区解放路${b}号`]),
    );
  });

  test('year and month: nothing below', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => String(n).padStart(2, '0'));
    twins(
      'month',
      'Date',
      fc.tuple(day, day).map(([a, b]) => [`1990-03-${a}`, `1990-03-${b}`]),
    );
    twins(
      'year',
      'DateTime',
      fc.tuple(day, day).map(([a, b]) => [`1990-03-${a}T01:02:03.000004Z`, `1990-11-${b}T21:02:03.400000Z`]),
    );
  });

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
