import { describe, expect, it } from 'vitest';
import type { WhoReport } from '../../gateway/cli/who/report.ts';
import { changedDemo, instead, scrim } from './cli-world.ts';

const today = '2026-11-21';

async function who(name: string, ...more: readonly string[]): Promise<WhoReport> {
  const { code, stdout, stderr } = await scrim(['who', name, '--json', ...more], {}, today);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as WhoReport;
}

/** A table as `scrim who ENTITY` prints it: field by field, what each column says. */
async function tableOf(
  entity: string,
): Promise<{ readonly columns: readonly string[]; readonly rows: Readonly<Record<string, readonly string[]>> }> {
  const { code, stdout } = await scrim(['who', entity], {}, today);
  expect(code).toBe(0);
  const [names = '', purposes = '', ...lines] = stdout.slice(0, stdout.indexOf('\n\n')).split('\n');
  const split = (line: string): readonly string[] => line.trim().split(/ {2,}/);
  const columns = split(names).map((name, at) => `${name} ${split(purposes)[at + 1]}`);
  return { columns, rows: Object.fromEntries(lines.map((line) => [split(line)[0], split(line).slice(1)])) };
}

const inside = [
  'support customer-support',
  'support order-fulfilment',
  'fraud fraud-investigation',
  'analyst analytics',
  'marketing marketing',
  'customer self-service',
];

describe('scrim who', () => {
  it('lists everybody who sees a field: for what, how, with which uses, on which rows', async () => {
    const { code, stdout, stderr } = await scrim(['who', 'Customer.phone'], {}, today);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`Customer.phone: String, tier \`internal\`, category \`contact\`, semantic type \`phone\`

  role \`support\`                       customer-support     reduced by \`keep-last(4)\`  lookup           every row
  role \`support\`                       order-fulfilment     reduced by \`keep-last(4)\`  select only      every row
  role \`fraud\`                         fraud-investigation  clear                      filter, order    every row
  role \`analyst\`                       analytics            replaced by \`fpe\`          filter (eq, in)  every row
  role \`customer\`                      self-service         clear                      filter, order    rows where \`id\` is the caller's claim \`customer\`
  agreement \`acme-delivery\` of \`acme\`  parcel-delivery      reduced by \`keep-last(4)\`  select only      every row, through relations only
  nobody else sees it
`);
  });

  it('gives the table of an entity: customers', async () => {
    const { columns, rows } = await tableOf('Customer');
    expect(columns).toEqual([...inside, 'acme-delivery parcel-delivery', 'borealis-research market-research']);
    expect(rows).toEqual({
      id: ['c', 'c', 'c', 'p seal', 'c', 'c', 'p seal', 'p seal'],
      name: ['c', 'c', 'c', 'w', 'c', 'c', 'c', '–'],
      gender: ['–', '–', 'c', 'c', '–', 'c', '–', 'c'],
      birthDate: ['r year', '–', 'c', 'r year', '–', 'c', '–', 'r year'],
      nationalId: ['w', '–', 'c', '–', '–', 'c', '–', '–'],
      phone: ['r keep-last(4)', 'r keep-last(4)', 'c', 'p fpe', '–', 'c', 'r keep-last(4)', '–'],
      email: ['r email-initial', '–', 'c', 'w', 'c/w', 'c', '–', '–'],
      address: ['r city', 'c', 'c', 'w', '–', 'c', '–', '–'],
      city: ['c', 'c', 'c', 'c', 'c', 'c', 'c', '–'],
      region: ['c', 'c', 'c', 'c', '–', 'c', '–', 'c'],
      country: ['c', 'c', 'c', 'c', '–', 'c', '–', 'c'],
      bankCard: ['w', '–', 'r keep-last(4)', '–', '–', 'c', '–', '–'],
      segment: ['c', '–', 'c', 'c', 'c', 'c', '–', 'c'],
      createdAt: ['c', '–', 'c', 'c', '–', 'c', '–', '–'],
    });
  });

  it('gives the table of an entity: orders, with the agreement that has ended', async () => {
    const { columns, rows } = await tableOf('Order');
    expect(columns).toEqual([
      ...inside,
      'acme-delivery parcel-delivery',
      'borealis-research market-research',
      'expired-delivery parcel-delivery',
    ]);
    expect(rows).toEqual({
      id: ['c', 'c', 'c', 'p seal', 'c', 'c', 'p seal', 'p seal', 'p seal'],
      placedAt: ['c', 'c', 'c', 'c', 'c', 'c', 'c', 'r month', '–'],
      status: ['c', 'c', 'c', 'c', '–', 'c', 'c', '–', 'c'],
      carrier: ['c', 'c', 'c', 'c', '–', 'c', '–', '–', '–'],
      total: ['c', '–', 'c', 'c', 'r round(100)', 'c', '–', 'r round(100)', '–'],
      currency: ['c', '–', 'c', 'c', 'c', 'c', '–', 'c', '–'],
      shippingAddress: ['r city', 'c', 'c', 'w', '–', 'c', 'c', '–', '–'],
    });
    const { stdout } = await scrim(['who', 'Order'], {}, today);
    expect(stdout).toContain(
      'agreement `expired-delivery` of `expired` for `parcel-delivery`, which ended on 2025-12-31\n',
    );
    expect(stdout).toContain(
      '  rows where `carrier` is `acme` and `status` is `SHIPPED`; entered at `orders`, `order`; not counted\n',
    );
  });

  it('says row by row where consent decides, and last', async () => {
    const { stdout } = await scrim(['who', 'Customer.email', '--purpose', 'marketing'], {}, today);
    const consent = (kind: string): string =>
      `rows where one of \`consents\` is there where \`kind\` is \`${kind}\` and \`withdrawnAt\` is not there`;
    expect(stdout).toContain(
      `  role \`marketing\`  marketing  conditional  filter, order  clear on ${consent('email')}; withheld on every other row, of ${consent('marketing')}\n`,
    );
  });

  it('tells agreements that are not in force apart, by the day', async () => {
    const [ended] = (await who('Order.status', '--purpose', 'parcel-delivery')).views.filter(
      ({ holder }) => holder.name === 'expired-delivery',
    );
    expect(ended).toMatchObject({ notInForce: 'ended on 2025-12-31', purpose: 'parcel-delivery' });
    const before = await scrim(['who', 'Order.status'], {}, '2025-12-31');
    expect(before.stdout).toMatch(/agreement `expired-delivery` of `expired` +parcel-delivery +clear /);
    expect(before.stdout).toContain(
      'not in force: agreement `acme-delivery` of `acme` begins on 2026-01-01 (parcel-delivery: clear)\n',
    );
    const config = await changedDemo({
      'policy.yaml': instead('until: 2025-12-31', 'until: 2099-12-31\n        suspended: true'),
    });
    const suspended = await scrim(['who', 'Order.status', '--config', config], {}, today);
    expect(suspended.stdout).toContain(
      'not in force: agreement `expired-delivery` of `expired` is suspended (parcel-delivery: clear)\n',
    );
  });

  it('has rows for people and for scripts in its JSON', async () => {
    const { asked, fields, views } = await who('Customer.phone', '--purpose', 'customer-support');
    expect(asked).toBe('Customer.phone');
    expect(fields).toMatchObject([
      { coordinate: 'Customer.phone', ladder: ['keep-last(4)', 'fpe'], source: 'crm.crm.customers.phone' },
    ]);
    expect(views).toMatchObject([
      {
        holder: { kind: 'role', name: 'support' },
        roots: ['customers', 'customer', 'customerLookup'],
        cells: [
          {
            cases: [{ disclosure: 'reduced', technique: 'keep-last(4)' }],
            filter: [],
            order: false,
            lookup: { kind: 'all', words: 'every row' },
          },
        ],
      },
    ]);
  });

  it('tells who gets it in figures only, and what these are bound to', async () => {
    const field = (await scrim(['who', 'Order.total', '--purpose', 'reporting'], {}, today)).stdout;
    const bounds = 'of 10 people; at most 50 percent of one; by placedAt: quarter; by currency; total';
    expect(field).toContain(
      `\n  in figures only: role \`analyst\` for \`reporting\`: ${bounds}\n  nobody else sees it\n`,
    );
    const entity = (await scrim(['who', 'Order', '--purpose', 'reporting'], {}, today)).stdout;
    expect(entity).toBe(
      `in figures only: role \`analyst\` for \`reporting\`: ${bounds}\nOrder: nobody else sees anything of it\n`,
    );
    const noise = (await scrim(['who', 'Customer.city', '--purpose', 'market-figures'], {}, today)).stdout;
    expect(noise).toContain(
      'in figures only: agreement `borealis-research` of `borealis` for `market-figures`: with noise',
    );
    expect((await who('Order.carrier', '--purpose', 'reporting')).figures).toEqual([]);
    expect((await who('Customer', '--purpose', 'analytics')).figures).toEqual([]);
  });

  it('says so where nobody sees it', async () => {
    const nobody = await scrim(['who', 'Customer.nationalId', '--purpose', 'analytics']);
    expect(nobody.stdout).toContain('  nobody sees it\n');
    expect((await scrim(['who', 'Consent', '--purpose', 'analytics'])).stdout).toBe(
      'Consent: nobody sees anything of it\n',
    );
  });

  it.each([
    [['who', 'Customer.phon'], 'there is no field `Customer.phon`: did you mean `Customer.phone`?'],
    [['who', 'Custmer'], 'there is no entity `Custmer`: did you mean `Customer`?'],
    [['who', 'Customer.orders'], '`Customer.orders` is a relation'],
    [['who', 'Customer', '--purpose', 'analytic'], 'there is no purpose `analytic`: did you mean `analytics`?'],
  ])('refuses names that stand for nothing: %j', async (args, words) => {
    const { code, stdout, stderr } = await scrim(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it('needs the catalogue and the policy, and tells nothing out of one that is wrong', async () => {
    const without = await changedDemo({ 'gateway.yaml': 'missing' });
    expect((await scrim(['who', 'Customer.phone', '--config', without])).code).toBe(0);
    const wrong = await changedDemo({ 'policy.yaml': instead('  analytics:', '  analitics:') });
    const { code, stdout, stderr } = await scrim(['who', 'Customer.phone', '--config', wrong]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('did you mean `analitics`?');
  });
});
