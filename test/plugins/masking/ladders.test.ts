import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalCall, parseCall, printCall } from '../../../plugins/masking/call.ts';
import { exampleOf } from '../../../plugins/masking/explain.ts';
import { resolve } from '../../../plugins/masking/ladders.ts';
import { type Ladders, maskingSection } from '../../../plugins/masking/policy.ts';
import { techniques } from '../../../plugins/masking/techniques/index.ts';
import { operatorsOf, survives } from '../../../plugins/masking/uses.ts';
import { compareDisclosure } from '../../../schema/terms/disclosure.ts';
import { fieldTypes, uses } from '../../../schema/terms/field.ts';
import { contextOf, fieldOf } from './bound.ts';

const ladders: Ladders = {
  plain: {},
  phone: { reduced: ['keep-last(4)', 'keep-last( 2 )'], replaced: ['fpe', 'pseudonym'] },
  'national-id': { replaced: ['pseudonym'] },
  'birth-date': { reduced: ['month', 'year'] },
  'free-text': { reduced: ['withhold'] },
  odd: { reduced: ['no-such'], replaced: ['keep-last(4)'] },
  wrong: { reduced: ['keep-last(0)'] },
};

const worth = (
  semantic: string,
  gift: Parameters<typeof resolve>[2],
  type: Parameters<typeof fieldOf>[0] = 'String',
  name = 'field',
) => {
  const { call, disclosure, position } = resolve(ladders, fieldOf(type, semantic, name), gift);
  return [call, disclosure, position];
};

describe('a ladder', () => {
  test('leads a gift to the first technique of its rung', () => {
    expect(worth('phone', { disclosure: 'clear' })).toEqual(['clear', 'clear', 0]);
    expect(worth('phone', { disclosure: 'reduced' })).toEqual(['keep-last(4)', 'reduced', 1]);
    expect(worth('phone', { disclosure: 'replaced' })).toEqual(['fpe', 'replaced', 3]);
    expect(worth('phone', { disclosure: 'withheld' })).toEqual(['withhold', 'withheld', 5]);
  });

  test('leads to the one that the gift names, however it is spelled, in its own rung only', () => {
    expect(worth('phone', { disclosure: 'reduced', technique: 'keep-last(2)' })).toEqual([
      'keep-last(2)',
      'reduced',
      2,
    ]);
    expect(worth('phone', { disclosure: 'replaced', technique: ' pseudonym ' })).toEqual(['pseudonym', 'replaced', 4]);
    expect(worth('phone', { disclosure: 'reduced', technique: 'keep-last(3)' })[0]).toBe('withhold');
    expect(worth('phone', { disclosure: 'reduced', technique: 'fpe' })[0]).toBe('withhold');
    expect(worth('phone', { disclosure: 'replaced', technique: 'keep-last(4)' })[0]).toBe('withhold');
    expect(worth('phone', { disclosure: 'reduced', technique: ')(' })[0]).toBe('withhold');
  });

  test('falls to the next stricter rung that is listed, and to withhold at last', () => {
    expect(worth('national-id', { disclosure: 'reduced' })).toEqual(['pseudonym', 'replaced', 1]);
    expect(worth('birth-date', { disclosure: 'replaced' }, 'Date')[0]).toBe('withhold');
    for (const semantic of ['plain', 'never-heard-of', 'constructor', '__proto__']) {
      expect(worth(semantic, { disclosure: 'reduced' })[0]).toBe('withhold');
    }
  });

  test('is worth what its technique discloses', () =>
    expect(worth('free-text', { disclosure: 'reduced' })[1]).toBe('withheld'));

  test('withholds where a technique does not take the type, does not exist, is not tuned right or tells too much', () => {
    expect(worth('birth-date', { disclosure: 'reduced' })[0]).toBe('withhold');
    expect(worth('phone', { disclosure: 'reduced' }, 'Int')[0]).toBe('withhold');
    expect(worth('odd', { disclosure: 'reduced' })[0]).toBe('withhold');
    expect(worth('odd', { disclosure: 'replaced' })[0]).toBe('withhold');
    expect(worth('wrong', { disclosure: 'reduced' })[0]).toBe('withhold');
  });

  test('of an id is a seal, whatever the policy or the semantic type says', () => {
    expect(worth('phone', { disclosure: 'replaced' }, 'ID', 'id').slice(0, 2)).toEqual(['seal', 'replaced']);
    expect(worth('phone', { disclosure: 'withheld' }, 'ID', 'id')[1]).toBe('withheld');
    expect(worth('phone', { disclosure: 'replaced' }, 'String', 'id')[0]).toBe('fpe');
  });

  test('never gives more than the gift, and never what the field cannot take', () => {
    const semantic = fc.constantFrom(...Object.keys(ladders));
    const disclosure = fc.constantFrom('clear', 'reduced', 'replaced', 'withheld');
    fc.assert(
      fc.property(
        semantic,
        fc.constantFrom(...fieldTypes),
        disclosure,
        fc.option(fc.constantFrom('fpe', 'keep-last(2)', 'withhold')),
        (s, type, d, by) => {
          const found = resolve(ladders, fieldOf(type, s), { disclosure: d, ...(by && { technique: by }) });
          expect(compareDisclosure(found.disclosure, d)).toBeGreaterThanOrEqual(0);
          expect(found.technique?.types ?? [type]).toContain(type);
        },
      ),
    );
  });
});

describe('a call', () => {
  test('has a name and parameters', () => {
    expect(parseCall('keep-last(4)')).toEqual({ name: 'keep-last', args: [4] });
    expect(parseCall(' mix( 1, two ,-3.5 ) ')).toEqual({ name: 'mix', args: [1, 'two', -3.5] });
    expect(parseCall('year')).toEqual(parseCall('year()'));
    expect(canonicalCall('keep-last( 4 )')).toBe(printCall({ name: 'keep-last', args: [4] }));
  });

  test.each(['', 'Keep', 'keep-last(4', 'keep-last(4))', 'keep last', 'round(1e3)', 'a(,)', 'a("b")', 'a(b(c))'])(
    'is not `%s`',
    (text) => {
      expect(() => parseCall(text)).toThrow(/technique|parameter/);
    },
  );
});

describe('what survives a mask', () => {
  const of = (name: string) => techniques.get(name);

  test('a form in the store keeps comparing, ordering and grouping', () => {
    expect(uses.filter((use) => survives(of('year'), [], use))).toEqual([
      'select',
      'filter.equal',
      'filter.range',
      'order',
      'group',
    ]);
    expect(uses.filter((use) => survives(of('prefix'), [3], use))).toContain('filter.prefix');
    expect([...operatorsOf(of('round'), [100], 'Decimal')]).toEqual([
      'eq',
      'ne',
      'in',
      'notIn',
      'isNull',
      'lt',
      'lte',
      'gt',
      'gte',
    ]);
    expect([...operatorsOf(of('ip-prefix'), [24], 'String')]).toContain('startsWith');
  });

  test('a reversible surrogate answers equality that holds, and groups', () => {
    expect(uses.filter((use) => survives(of('fpe'), [], use))).toEqual(['select', 'filter.equal', 'group']);
    expect([...operatorsOf(of('fpe'), [], 'String')]).toEqual(['eq', 'in']);
    expect([...operatorsOf(of('seal'), [], 'ID')]).toEqual(['eq', 'in']);
  });

  test('a pseudonym groups; everything else is there to be read alone', () => {
    expect(uses.filter((use) => survives(of('pseudonym'), [], use))).toEqual(['select', 'group']);
    for (const [name, args] of [
      ['withhold', []],
      ['keep-last', [4]],
      ['city', []],
      ['redact-text', []],
      ['family-name', []],
      ['email-initial', []],
    ] as const) {
      expect(uses.filter((use) => survives(of(name), args, use))).toEqual(['select']);
      expect(operatorsOf(of(name), args, 'String').size).toBe(0);
    }
  });

  test('a clear field keeps what its type has', () => {
    expect([...operatorsOf(undefined, [], 'Enum')]).toEqual(['eq', 'ne', 'in', 'notIn', 'isNull']);
    expect(operatorsOf(undefined, [], 'String').has('startsWith')).toBe(true);
  });
});

describe('an example', () => {
  const example = (
    semantic: string,
    disclosure: 'clear' | 'reduced' | 'replaced' | 'withheld',
    type: Parameters<typeof fieldOf>[0] = 'String',
  ) => {
    const field = fieldOf(type, semantic);
    return exampleOf(resolve(ladders, field, { disclosure }), contextOf(field));
  };

  test('shows what goes in and what comes out', () => {
    expect(example('phone', 'reduced')).toEqual({ in: '+86 154 0000 1234', out: '****1234' });
    expect(example('phone', 'clear')).toEqual({ in: '+86 154 0000 1234', out: '+86 154 0000 1234' });
    expect(example('phone', 'withheld').out).toBeNull();
    expect(example('birth-date', 'reduced', 'Date')).toEqual({ in: '1990-03-07', out: '1990-03-01' });
  });

  test('has a person of its own for what moves all that is about one alike', () => {
    const field = fieldOf('Date', 'birth-date');
    const resolved = resolve({ 'birth-date': { reduced: ['date-shift(30)'] } }, field, { disclosure: 'reduced' });
    expect(exampleOf(resolved, contextOf(field)).out).toMatch(/^1990-0[234]-\d\d$/);
  });

  test('never shows what goes in where a field is masked', () => {
    for (const semantic of [
      'person-name',
      'phone',
      'email',
      'address',
      'bank-card',
      'national-id',
      'free-text',
      'ip-address',
    ]) {
      const field = fieldOf('String', semantic);
      for (const call of [
        'keep-last(4)',
        'fpe',
        'pseudonym',
        'seal',
        'city',
        'family-name',
        'email-initial',
        'ip-prefix(16)',
        'redact-text',
      ]) {
        const rung = techniques.get(parseCall(call).name)?.disclosure === 'reduced' ? 'reduced' : 'replaced';
        const resolved = resolve({ [semantic]: { [rung]: [call] } }, field, { disclosure: rung });
        const shown = exampleOf(resolved, contextOf(field));
        expect(shown.out).not.toBe(shown.in);
        expect(shown.out).not.toBeNull();
      }
    }
  });
});

describe('the section', () => {
  test('takes ladders as they are written, and the default one for what is not', () => {
    const { ladders: read } = maskingSection.parse({ ladders });
    expect(Object.fromEntries(Object.keys(ladders).map((name) => [name, read[name]]))).toEqual(ladders);
    expect(read['ssn']).toEqual({ reduced: ['keep-last(4)'], replaced: ['pseudonym'] });
    const { candidates, ladders: defaults } = maskingSection.parse({});
    expect(defaults['phone']).toEqual({ reduced: ['keep-last(4)', 'keep-last(2)'], replaced: ['fpe'] });
    expect(candidates).toEqual({ refuse: 10, warn: 100_000 });
  });

  test('adds nothing to a ladder that is written: what it leaves out stays out', () => {
    expect(maskingSection.parse({ ladders: { phone: {} } }).ladders['phone']).toEqual({});
  });

  test.each([
    { phone: { reduced: ['Keep Last'] } },
    { phone: { clear: ['year'] } },
    { phone: { reduced: [] } },
    { phone: { reduced: 'year' } },
  ])('refuses %j', (given) => {
    expect(maskingSection.safeParse({ ladders: given }).success).toBe(false);
  });
});
