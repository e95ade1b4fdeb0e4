import { describe, expect, test } from 'vitest';
import { parseCall } from '../../../plugins/masking/call.ts';
import { lintLadder, lintLadders } from '../../../plugins/masking/lint.ts';
import { techniques } from '../../../plugins/masking/techniques/index.ts';
import { semantics } from '../../../schema/terms/semantics/index.ts';
import { demoCatalogue } from '../../fixtures/demo-config.ts';
import type { Ladders } from '../../../plugins/masking/policy.ts';

const told = (ladders: Ladders) =>
  lintLadders({ ladders }).map(
    ({ severity, path, message, advice }) => `${severity} ${path.join('.')}: ${message} (${advice})`,
  );

describe('checking ladders', () => {
  test('a good one passes', () => {
    expect(
      told({
        id: { replaced: ['seal'] },
        phone: { reduced: ['keep-last(4)', 'keep-last(2)', 'withhold'], replaced: ['fpe'] },
        plain: {},
      }),
    ).toEqual([]);
    expect(told({ ip: { reduced: ['ip-prefix(24)', 'ip-prefix(16)'] }, at: { reduced: ['month', 'year'] } })).toEqual(
      [],
    );
  });

  test('a technique that does not exist comes with the one that was probably meant', () => {
    expect(told({ phone: { reduced: ['keep-lst(4)'] } })).toEqual([
      'error ladders.phone.reduced.0: there is no technique `keep-lst` (did you mean `keep-last`?)',
    ]);
  });

  test('a technique that tells more than its rung is refused', () => {
    expect(told({ phone: { replaced: ['keep-last(4)'], withheld: ['fpe'] } })).toEqual([
      'error ladders.phone.replaced.0: `keep-last` is reduced, which tells more than replaced (move it to `reduced`)',
      'error ladders.phone.withheld.0: `fpe` is replaced, which tells more than withheld (move it to `replaced`)',
    ]);
  });

  test.each([
    'keep-last',
    'keep-last(0)',
    'keep-last(a)',
    'keep-last(1, 2)',
    'round(0.5)',
    'round(1)',
    'ip-prefix(20)',
    'year(2)',
    'prefix(-1)',
  ])('`%s` has wrong parameters', (call) => {
    expect(told({ some: { reduced: [call] } })).toEqual([expect.stringContaining('has wrong parameters')]);
  });

  test('an order that is not from the most telling to the least, each a part of the one before, is refused', () => {
    expect(told({ phone: { reduced: ['keep-last(2)', 'keep-last(4)'] } })).toEqual([
      'error ladders.phone.reduced.1: `keep-last(4)` tells more than `keep-last(2)` before it (list the most telling first)',
    ]);
    expect(told({ at: { reduced: ['year', 'month', 'year()'] } })).toEqual([
      expect.stringContaining('error ladders.at.reduced.1: `month` tells more than `year`'),
      expect.stringContaining('error ladders.at.reduced.2: `year` is listed twice'),
    ]);
    expect(told({ phone: { reduced: ['keep(4, 0)', 'keep-last(2)'] } })).toEqual([
      expect.stringContaining('`keep-last(2)` cannot be computed from `keep(4, 0)` before it'),
    ]);
    expect(told({ amount: { reduced: ['round(10)', 'round(100)'] } })).toEqual([
      expect.stringContaining('`round(100)` cannot be computed from `round(10)` before it'),
    ]);
    expect(told({ amount: { reduced: ['round(10)', 'round(50)'] } })).toEqual([]);
    expect(told({ amount: { reduced: ['bucket(10)', 'bucket(100)'] } })).toEqual([]);
    expect(told({ name: { reduced: ['family-name', 'given-name'] } })).toHaveLength(1);
    expect(
      told({ place: { reduced: ['address(district)', 'city', 'address(province)', 'address(country)'] } }),
    ).toEqual([]);
  });

  test('FF1 over fewer than a million values is refused, with the better choice', () => {
    expect(told({ code: { replaced: ['fpe(4)'] } })).toEqual([expect.stringMatching(/10\^6.*`pseudonym`/)]);
    expect(told({ 'postal-code': { replaced: ['fpe'] } })).toEqual([
      'error ladders.postal-code.replaced.0: `fpe` needs at least 10^6 values: there are some 40,000 values of a postal code (use `pseudonym`)',
    ]);
    expect(told({ phone: { replaced: ['fpe(11)'] } })).toEqual([]);
  });

  test.each([
    ['hash', 'plain hash', 'use `pseudonym`'],
    ['sha256', 'plain hash', 'use `pseudonym`'],
    ['base64', 'hides nothing', 'use `pseudonym`'],
    ['encrypt', 'called `seal`', 'use `seal`'],
    ['random', 'averaged away', '`noise`'],
    ['mask', 'what stays', '`keep`'],
  ])('`%s` is refused and told what is meant', (call, why, instead) => {
    const [remark] = told({ phone: { replaced: [call] } });
    expect(remark).toContain(why);
    expect(remark).toContain(instead);
  });

  test('a surrogate of one of a few values is refused: frequencies tell', () => {
    expect(told({ gender: { replaced: ['pseudonym'] } })).toEqual([
      expect.stringContaining('some 3 values of a gender'),
    ]);
    expect(told({ gender: { replaced: ['constant'] } })).toEqual([]);
  });

  test('a part of a secret is refused', () => {
    expect(told({ password: { reduced: ['keep-last(4)'] } })).toEqual([
      expect.stringContaining('a part of a password'),
    ]);
    expect(told({ password: { reduced: ['withhold'] } })).toEqual([]);
  });

  test('a technique that takes none of its fields is refused, one that takes some of them unwise', () => {
    const catalogue = demoCatalogue();
    const world = { catalogue, policy: { version: '', sections: {} } };
    const inWorld = (ladders: Ladders) =>
      lintLadders({ ladders }, world).map(({ severity, message }) => `${severity} ${message}`);
    expect(inWorld({ 'birth-date': { reduced: ['keep-last(4)'] } })).toEqual([
      'error `keep-last(4)` does not take the Date of `Customer.birthDate`, so it would be withheld',
    ]);
    expect(inWorld({ 'birth-date': { reduced: ['year'] } })).toEqual([]);
    const plain = inWorld({ plain: { reduced: ['prefix(3)'] } });
    expect(plain).toContain('warning `prefix(3)` does not take the Enum of `Customer.gender`, so it would be withheld');
    expect(plain.every((one) => one.startsWith('warning'))).toBe(true);
  });

  test('a semantic type that nobody knows comes with the one that was probably meant', () => {
    const catalogue = demoCatalogue();
    const customer = catalogue.entities.get('Customer');
    const phone = customer?.fields.get('phone');
    if (!customer || !phone) throw new Error('the demo has no phones');
    const told = (semantic: string) => {
      const entities = new Map([['Customer', { ...customer, fields: new Map([['phone', { ...phone, semantic }]]) }]]);
      const world = { catalogue: { ...catalogue, entities }, policy: { version: '', sections: {} } };
      return lintLadders({ ladders: {} }, world).map(({ message, advice }) => `${message} (${advice})`);
    };
    expect(told('phone')).toEqual([]);
    expect(told('shoe-size')).toEqual([]);
    expect(told('phonne')).toEqual([
      '`Customer.phone` has the semantic type `phonne`, which has no ladder, so it is clear or withheld (did you mean `phone`?)',
    ]);
  });

  test('what moves all dates of a person alike wants to know whose they are', () => {
    const catalogue = demoCatalogue();
    const customer = catalogue.entities.get('Customer');
    const born = customer?.fields.get('birthDate');
    if (!customer || !born) throw new Error('the demo has no birth dates');
    const { subject: _, ...aboutNobody } = born;
    const told = (field: typeof born) => {
      const entities = new Map([['Customer', { ...customer, fields: new Map([['birthDate', field]]) }]]);
      const world = { catalogue: { ...catalogue, entities }, policy: { version: '', sections: {} } };
      return lintLadders({ ladders: { 'birth-date': { reduced: ['date-shift(30)'] } } }, world).map(
        ({ message }) => message,
      );
    };
    expect(told(born)).toEqual([]);
    expect(told(aboutNobody)).toEqual(['`Customer.birthDate` is about nobody, so `date-shift(30)` would withhold it']);
  });

  test.each(Object.entries(semantics))('the default ladder of %s is sound', (semantic, { ladder, types }) => {
    expect(lintLadder(semantic, ladder)).toEqual([]);
    const calls = [...(ladder.reduced ?? []), ...(ladder.replaced ?? [])].map((call) =>
      techniques.get(parseCall(call).name),
    );
    for (const technique of calls) expect(types.some((type) => technique?.types.includes(type))).toBe(true);
  });

  test('an id is clear or sealed', () => {
    expect(told({ id: { replaced: ['pseudonym'] } })).toEqual([
      expect.stringContaining('error ladders.id: an id is clear or sealed'),
    ]);
  });
});
