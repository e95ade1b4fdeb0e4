import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../gateway/cli/explain/explanation.ts';
import { uses } from '../../schema/terms/field.ts';
import { changedDemo, instead, scrim, spawnScrim } from './cli-world.ts';

const argsOf = (coordinate: string, as: string, purpose: string, more: readonly string[] = []): readonly string[] => [
  'explain',
  coordinate,
  '--as',
  as,
  '--purpose',
  purpose,
  ...more,
];

async function explained(
  coordinate: string,
  as: string,
  purpose: string,
  ...more: readonly string[]
): Promise<Explanation> {
  const { code, stdout, stderr } = await scrim(argsOf(coordinate, as, purpose, ['--json', ...more]));
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Explanation;
}

/** A word of an example that came out. */
const out = ({ cases }: Explanation) => cases[0]?.example.out;

describe('scrim explain', () => {
  it.each([
    ['Customer.name', 'support', 'customer-support', 'clear', undefined, 'Emma Johnson'],
    ['Customer.phone', 'support', 'customer-support', 'reduced', 'keep-last(4)', '****1234'],
    ['Customer.birthDate', 'support', 'customer-support', 'reduced', 'year', '1990-01-01'],
    ['Customer.email', 'support', 'customer-support', 'reduced', 'email-initial', 'e***@example.com'],
    ['Customer.nationalId', 'support', 'customer-support', 'withheld', 'withhold', null],
    ['Customer.bankCard', 'fraud', 'fraud-investigation', 'reduced', 'keep-last(4)', '****0009'],
    ['Customer.gender', 'fraud', 'fraud-investigation', 'clear', undefined, 'FEMALE'],
    ['Activity.ip', 'analyst', 'analytics', 'reduced', 'ip-prefix(24)', '203.0.113.0'],
    ['Order.id', 'support', 'customer-support', 'clear', undefined, 'Order:1042'],
  ] as const)('says that %s for %s under %s is %s', async (coordinate, as, purpose, disclosure, technique, shown) => {
    const explanation = await explained(coordinate, as, purpose);
    expect(explanation.verdict).toMatchObject({ disclosure, answer: 'answered' });
    expect(explanation.verdict.technique).toBe(technique);
    expect(explanation.verdict.purposes).toContain(purpose);
    expect(explanation.cases).toHaveLength(1);
    expect(out(explanation)).toBe(shown);
    expect(explanation.grants.map(({ source }) => source)).toEqual([`role \`${as}\``]);
    expect(explanation.votes.map(({ concern, vote }) => `${concern} ${vote}`)).toEqual([
      'purpose clear',
      'roles clear',
    ]);
  });

  it.each([
    ['Customer.bankCard', 'analyst', 'analytics', 'absent', undefined, 'ends at tier `internal`'],
    ['Customer.name', 'dpo', 'analytics', 'absent', undefined, 'no role of the caller is cleared for tier `internal`'],
    ['Customer.city', 'dpo', 'analytics', 'absent', undefined, 'nothing grants it'],
    ['Activity.page', 'support', 'customer-support', 'absent', undefined, 'nothing grants it'],
    ['Customer.email', 'support', 'order-fulfilment', 'refused', 'FIELD_DENIED', 'nothing grants it'],
    ['Customer.bankCard', 'support', 'order-fulfilment', 'refused', 'FIELD_DENIED', 'ends at tier `internal`'],
    ['Feedback.text', 'support', 'order-fulfilment', 'refused', 'FIELD_DENIED', 'is not for data of category'],
    ['Customer.name', 'support', 'analytics', 'refused', 'PURPOSE_NOT_ALLOWED', 'nothing grants it'],
  ] as const)('says that %s for %s under %s is %s', async (coordinate, as, purpose, answer, code, reason) => {
    const { verdict, cases } = await explained(coordinate, as, purpose);
    expect(verdict).toMatchObject({ disclosure: 'denied', answer, reason: expect.stringContaining(reason) as string });
    expect(verdict.code).toBe(code);
    expect(cases).toEqual([]);
    expect(verdict.purposes.length > 0).toBe(answer === 'refused');
  });

  it('tells a surrogate apart from what a gateway makes: another one each time, in its recipient domain', async () => {
    const [first, second] = [
      await explained('Customer.phone', 'analyst', 'analytics'),
      await explained('Customer.phone', 'analyst', 'analytics'),
    ];
    expect(first.cases[0]).toMatchObject({
      disclosure: 'replaced',
      technique: 'fpe',
      domain: 'role:analyst/analytics',
    });
    expect(out(first)).toMatch(/^\+\d\d \d{3} \d{4} \d{4}$/);
    expect(out(first)).not.toBe(out(second));
    expect(first.uses).toMatchObject({ filter: ['eq', 'in'], order: false, lookup: { kind: 'none' } });
    const id = await explained('Customer.id', 'analyst', 'analytics');
    expect(out(id)).not.toBe(out(await explained('Customer.id', 'analyst', 'analytics')));
    expect(id.entity).toMatchObject({ order: 'hash', counted: { kind: 'all' }, roots: ['customers', 'customer'] });
  });

  it.each([
    ['Customer.phone', 'support', 'customer-support', 'filter.equal', 'absent', undefined],
    ['Customer.name', 'support', 'customer-support', 'filter.prefix', 'answered', undefined],
    ['Customer.birthDate', 'support', 'customer-support', 'filter.range', 'answered', undefined],
    ['Customer.address', 'support', 'customer-support', 'filter.equal', 'refused', 'USE_DENIED'],
    ['Customer.phone', 'analyst', 'analytics', 'filter.equal', 'answered', undefined],
    ['Customer.phone', 'analyst', 'analytics', 'order', 'absent', undefined],
    ['Customer.gender', 'fraud', 'fraud-investigation', 'filter.range', 'absent', undefined],
    ['Customer.name', 'support', 'customer-support', 'write', 'absent', undefined],
  ] as const)('judges %s for %s under %s in the use %s: %s', async (coordinate, as, purpose, use, answer, code) => {
    const { verdict } = await explained(coordinate, as, purpose, '--use', use);
    expect(verdict.answer).toBe(answer);
    expect(verdict.code).toBe(code);
  });

  it('has an answer for every use of an id, a number and a masked text', async () => {
    const fields = ['Customer.id', 'Order.total', 'Activity.ip'];
    for (const coordinate of fields) {
      for (const use of uses) await explained(coordinate, 'analyst,support', 'analytics', '--use', use);
    }
  });

  it('keeps apart what two roles give under different purposes', async () => {
    const both = await explained('Customer.phone', 'support,analyst', 'customer-support');
    const alone = await explained('Customer.phone', 'support', 'customer-support');
    expect(both.as).toEqual({ roles: ['analyst', 'support'] });
    expect({ ...both.verdict, purposes: [] }).toEqual({ ...alone.verdict, purposes: [] });
    expect(both.cases).toEqual(alone.cases);
    expect(both.verdict.purposes).toEqual(['analytics', 'customer-support', 'order-fulfilment']);
  });

  it('says in words on which rows a case holds, and where a grant ends on its ladder', async () => {
    const rows =
      '{ Order: [{ status: [SHIPPED, PAID], currency: { not: USD } }, { carrier: { bind: claim.carrier } }] }';
    const config = await changedDemo({
      'policy.yaml': (text) =>
        instead(
          'withheld: [Customer.nationalId, Customer.bankCard]',
          `withheld: [Customer.bankCard]\n        rows: ${rows}`,
        )(
          instead(
            'reduced: [Customer.birthDate,',
            'reduced: [Customer.nationalId, Customer.birthDate,',
          )(instead('purposes: [analytics]', 'purposes: [analytics, customer-support]')(text)),
        ),
    });
    const words =
      "rows where `carrier` is the caller's claim `carrier`; " +
      'or where `currency` is there and is not `USD` and `status` is one of `SHIPPED`, `PAID`';
    const alone = await explained('Order.shippingAddress', 'support', 'customer-support', '--config', config);
    expect(alone.entity.rows.words).toBe(words);
    expect(alone.cases).toMatchObject([{ disclosure: 'reduced', rows: { words: 'every row' } }]);

    const both = await explained('Order.shippingAddress', 'support,analyst', 'customer-support', '--config', config);
    expect(both.verdict).toMatchObject({ disclosure: 'conditional', reason: 'it differs from row to row' });
    expect(both.entity.rows.words).toBe('every row');
    expect(both.cases.map(({ disclosure, rows }) => [disclosure, rows.words])).toEqual([
      ['reduced', words],
      ['withheld', 'every row'],
    ]);
    const told = await scrim(
      argsOf('Order.shippingAddress', 'support,analyst', 'customer-support', ['--config', config]),
    );
    expect(told.stdout).toContain(`cases    reduced by \`city\` on ${words}\n           withheld on every other row\n`);
    const text = await scrim(argsOf('Customer.nationalId', 'support', 'customer-support', ['--config', config]));
    expect(text.stdout).toContain('grants it reduced, which its ladder makes replaced by `pseudonym`');
  });

  it('prints all of it for people', async () => {
    const { code, stdout, stderr } = await spawnScrim(argsOf('Customer.phone', 'support', 'customer-support')).ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`Customer.phone for role \`support\` under \`customer-support\`

  verdict  reduced by \`keep-last(4)\`: role \`support\` grants it \`reduced\`
  cases    reduced by \`keep-last(4)\` on every row
  votes    purpose: clear: purpose \`customer-support\` covers \`contact\` data up to tier \`confidential\`
           roles: clear: a role of the caller is cleared for tier \`internal\`
  grants   roles.support.grants.0: role \`support\` grants it reduced by \`keep-last(4)\`
  uses     no filter
           no order
           lookup by its full value, on every row; 2000 a day for each caller
  rows     every row of \`Customer\` is readable
           entered at \`customers\`, \`customer\`, \`customerLookup\`
           \`totalCount\` counts every row
  example  "+86 154 0000 1234" → "****1234"
           (invented values, under a key made for this example alone)
`);
  });

  it.each([
    [
      argsOf('Customer.phon', 'support', 'customer-support'),
      'there is no field `Customer.phon`: did you mean `Customer.phone`?',
    ],
    [argsOf('Custmer.phone', 'support', 'customer-support'), 'did you mean `Customer.phone`?'],
    [argsOf('Customer', 'support', 'customer-support'), 'there is no field `Customer`'],
    [argsOf('Customer.phone.x', 'support', 'customer-support'), 'there is no field'],
    [argsOf('Customer.orders', 'support', 'customer-support'), '`Customer.orders` is a relation'],
    [argsOf('Customer.phone', 'support,analist', 'analytics'), 'there is no role `analist`: did you mean `analyst`?'],
    [argsOf('Customer.phone', 'constructor', 'analytics'), 'there is no role `constructor`'],
    [argsOf('Customer.phone', 'support', 'analytic'), 'there is no purpose `analytic`: did you mean `analytics`?'],
    [
      argsOf('Customer.phone', 'support', 'analytics', ['--partner', 'acmee']),
      'there is no partner `acmee`: did you mean `acme`?',
    ],
    [['explain', 'Customer.phone', '--purpose', 'analytics'], 'name who asks'],
  ])('refuses names that stand for nothing: %j', async (args, words) => {
    const { code, stdout, stderr } = await scrim(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it('says what bounds the figures of a field of which nothing else is given', async () => {
    const args = ['explain', 'Order.total', '--as', 'analyst', '--purpose', 'reporting'];
    expect((await scrim(args)).stdout).toContain(
      '\n  figures  of 10 people; at most 50 percent of one; by placedAt: quarter; by currency; total\n',
    );
    expect((await explained('Order.carrier', 'analyst', 'reporting')).figures).toBeUndefined();
    expect((await explained('Order.total', 'analyst', 'analytics')).figures).toBeUndefined();
  });

  it('says what figures come with noise, what each costs and how far off it is', async () => {
    const args = ['explain', 'Customer.country', '--partner', 'borealis', '--purpose', 'market-figures'];
    const { noise } = JSON.parse((await scrim([...args, '--json'])).stdout) as Explanation;
    expect(noise?.rules).toEqual([
      { name: 'borealis-figures', period: 'quarter', rho: 0.5, delta: 1e-6, epsilon: 5.361 },
    ]);
    expect(noise?.aggregates).toEqual([
      { name: 'people-by-city', groupBy: ['city'], rho: 0.05, errors: { subjects: 7 }, shownFrom: 20 },
      { name: 'people-by-country', groupBy: ['country'], rho: 0.05, errors: { subjects: 7 } },
    ]);
    expect((await scrim(args)).stdout).toContain('`people-by-country` by country: ρ 0.05, subjects ±7');
  });

  it('explains to a partner what the agreements in force give, and nothing after the last day', async () => {
    const args = ['explain', 'Customer.phone', '--partner', 'acme', '--purpose', 'parcel-delivery', '--json'];
    const on = async (today: string) => JSON.parse((await scrim(args, {}, today)).stdout) as Explanation;
    const [last, after] = [await on('2099-12-31'), await on('2100-01-01')];
    expect(last.as).toEqual({ roles: [], partner: 'acme', agreements: ['acme-delivery'] });
    expect(last.verdict).toMatchObject({ answer: 'answered', disclosure: 'reduced', technique: 'keep-last(4)' });
    expect(last.grants.map(({ source }) => source)).toEqual(['agreement `acme-delivery`']);
    expect(after.verdict).toMatchObject({
      answer: 'refused',
      code: 'AGREEMENT_EXPIRED',
      disclosure: 'denied',
      purposes: [],
    });
    expect(after.cases).toEqual([]);
  });

  it('says that a role that comes along opens nothing where no agreement is in force', async () => {
    const { verdict } = await explained('Customer.phone', 'support', 'customer-support', '--partner', 'expired');
    expect(verdict).toMatchObject({ answer: 'refused', code: 'AGREEMENT_EXPIRED' });
    const { stdout } = await scrim(argsOf('Customer.phone', 'support', 'customer-support', ['--partner', 'expired']));
    expect(stdout).toContain('refused with AGREEMENT_EXPIRED\n');
  });

  it('needs the catalogue and the policy, and nothing else', async () => {
    const config = await changedDemo({ 'gateway.yaml': 'missing' });
    const { code, stdout } = await scrim(argsOf('Customer.phone', 'support', 'customer-support', ['--config', config]));
    expect([code, stdout.includes('keep-last(4)')]).toEqual([0, true]);
  });

  it('explains nothing out of a policy that is wrong', async () => {
    const config = await changedDemo({
      'policy.yaml': instead('          - Customer.city', '          - Customer.citty'),
    });
    const { code, stdout, stderr } = await scrim(
      argsOf('Customer.phone', 'support', 'customer-support', ['--config', config]),
    );
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/policy\.yaml:\d+:\d+ error .*citty/);
  });

  it('holds no key and no salt', async () => {
    for (const more of [[], ['--json']]) {
      const { stdout } = await scrim(argsOf('Order.placedAt', 'analyst', 'analytics', more));
      expect(stdout).not.toMatch(/[0-9a-f]{32}|salt|secret/i);
    }
  });
});
