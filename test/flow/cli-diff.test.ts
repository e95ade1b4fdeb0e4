import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DiffReport } from '../../gateway/cli/diff.ts';
import { changedDemo, folder, instead, scrim } from './cli-world.ts';

type Edit = (text: string) => string;

const both =
  (...edits: readonly Edit[]): Edit =>
  (text) =>
    edits.reduce((sum, edit) => edit(sum), text);

const demo = 'gateway/demo';

async function changed(policy: Edit, catalogue: Edit = (text) => text): Promise<DiffReport> {
  const config = await changedDemo({ 'policy.yaml': policy, 'catalogue.yaml': catalogue });
  const { code, stdout, stderr } = await scrim(['diff', demo, config, '--json']);
  const report = JSON.parse(stdout) as DiffReport;
  expect([code, stderr]).toEqual([report.wider ? 1 : 0, '']);
  return report;
}

const told = ({ changes }: DiffReport): readonly string[] =>
  changes.map(({ kind, scope, holder, purpose, name, words }) =>
    [kind, ...[holder, purpose, name].filter((part) => part !== undefined), `(${scope}) ${words}`].join(' '),
  );

describe('scrim diff', () => {
  it('finds nothing between a configuration and itself', async () => {
    expect(await scrim(['diff', demo, demo])).toEqual({ code: 0, stdout: 'nothing changes\n', stderr: '' });
  });

  it.each<readonly [string, Edit, boolean, readonly string[]]>([
    [
      'a field that is given in clear',
      both(
        instead('          - Customer.createdAt\n', '          - Customer.createdAt\n          - Customer.phone\n'),
        instead('reduced: [Customer.birthDate, Customer.phone,', 'reduced: [Customer.birthDate,'),
      ),
      true,
      [
        'widens role:support customer-support Customer.phone (cell) reduced by `keep-last(4)` → clear; uses: gains filter.eq, filter.ne, filter.in, filter.notIn, filter.isNull, filter.lt, filter.lte, filter.gt, filter.gte, filter.startsWith, order',
      ],
    ],
    [
      'a field that is taken away',
      instead('withheld: [Customer.nationalId, Customer.bankCard]', 'withheld: [Customer.bankCard]'),
      false,
      ['removes role:support customer-support Customer.nationalId (cell) withheld'],
    ],
    [
      'a technique further down its ladder',
      both(
        instead('phone: { reduced: [keep-last(4)],', 'phone: { reduced: [keep-last(4), keep-last(2)],'),
        instead('roots: [orders]\n            rows:', 'roots: [orders]\n            # fewer digits\n            rows:'),
        instead(
          'reduced: [Customer.phone]\n            replaced',
          'reduced: [{ field: Customer.phone, by: keep-last(2) }]\n            replaced',
        ),
      ),
      false,
      [
        'narrows agreement:acme/acme-delivery parcel-delivery Customer.phone (cell) reduced by `keep-last(4)` → reduced by `keep-last(2)`',
      ],
    ],
    [
      'an agreement that lasts longer and says other terms',
      both(
        instead('until: 2025-12-31', 'until: 2026-12-31'),
        instead('terms: Only to deliver.', 'terms: Only to deliver, and only once.'),
      ),
      true,
      [
        'widens agreement:expired/expired-delivery (agreement) until: 2025-12-31 → 2026-12-31; terms: Only to deliver. → Only to deliver, and only once.',
      ],
    ],
    [
      'another review',
      instead('review: 2027-06-30', 'review: 2027-07-31'),
      false,
      ['changes agreement:acme/acme-delivery (agreement) review: 2027-06-30 → 2027-07-31'],
    ],
    [
      'a consent that is not asked for any more',
      instead('    - { field: Customer.email, kinds: email, purposes: [marketing] }', '    []'),
      true,
      [
        'widens role:marketing marketing Customer.email (cell) clear on rows where one of `consents` is there where `kind` is `email` and `withdrawnAt` is not there; withheld on every other row, of rows where one of `consents` is there where `kind` is `marketing` and `withdrawnAt` is not there → clear, of rows where one of `consents` is there where `kind` is `marketing` and `withdrawnAt` is not there',
      ],
    ],
    [
      'a purpose for which less may be touched',
      instead(
        '    description: Find out whether an order or an account is fraudulent.\n    legalBasis: legitimate-interest\n    tier: confidential',
        '    description: Find out whether an order or an account is fraudulent.\n    legalBasis: legitimate-interest\n    tier: internal',
      ),
      false,
      [
        'narrows fraud-investigation (purpose) tier: confidential → internal',
        'removes role:fraud fraud-investigation Customer.bankCard (cell) reduced by `keep-last(4)`',
        'removes role:fraud fraud-investigation Customer.nationalId (cell) clear',
      ],
    ],
    ['a larger answer', instead('rows: 20000', 'rows: 50000'), true, ['widens rows (limit) limit: 20000 → 50000']],
    [
      'a lookup and a root that are closed',
      both(
        instead('lookup: [Customer.phone]', 'lookup: []'),
        instead('roots: [customers, orders, feedbacks]', 'roots: [customers, orders]'),
      ),
      false,
      [
        'narrows role:support customer-support Customer (entity) roots: loses customerLookup',
        'narrows role:support customer-support Feedback (entity) roots: loses feedbacks',
        'narrows role:support customer-support Customer.phone (cell) looked up on every row → no row',
      ],
    ],
    [
      'somebody who counts no more',
      instead(
        'count: [Customer, Order, OrderItem, Activity, Feedback]',
        'count: [Customer, OrderItem, Activity, Feedback]',
      ),
      false,
      ['narrows role:analyst analytics Order (entity) counted on every row → no row'],
    ],
    [
      'more lookups a day',
      instead('times: 2000,', 'times: 20000,'),
      true,
      [
        'widens role:support customer-support Customer.phone (cell) lookups: 2000 a day for each caller → 20000 a day for each caller',
      ],
    ],
    [
      'any number of lookups',
      instead('lookupQuota: { times: 2000, per: day }', '# no quota'),
      true,
      ['widens role:support customer-support Customer.phone (cell) lookups: 2000 a day for each caller → any number'],
    ],
    [
      'fewer lookups a day',
      instead('times: 2000,', 'times: 20,'),
      false,
      [
        'narrows role:support customer-support Customer.phone (cell) lookups: 2000 a day for each caller → 20 a day for each caller',
      ],
    ],
  ])('says of %s what it does, and ends with 1 where it is wider', async (_, edit, wider, changes) => {
    const report = await changed(edit);
    expect(told(report)).toEqual(changes);
    expect(report.wider).toBe(wider);
  });

  it.each<readonly [string, Edit, readonly string[]]>([
    ['a larger budget', instead('    rho: 0.5\n', '    rho: 5\n'), ['Customer', 'Feedback', 'Order']],
    ['a longer period', instead('    period: quarter', '    period: month'), ['Customer', 'Feedback', 'Order']],
    ['another range', instead('to: 5 } }', 'to: 50 } }'), ['Feedback']],
    [
      'less noise in one answer',
      instead('rows: 8, groups: 3 }\n        rho: 0.1', 'rows: 8, groups: 3 }\n        rho: 0.2'),
      ['Order'],
    ],
    ['fewer rows of a person', instead('rows: 8, groups: 3', 'rows: 7, groups: 3'), ['Order']],
    ['keys as they are found', instead('{ kind: { keys: [COMPLAINT, REVIEW] } }', '{ kind: {} }'), ['Feedback']],
  ])('says of figures with noise that %s may be wider', async (_, edit, entities) => {
    const { changes, wider } = await changed(edit);
    expect(wider).toBe(true);
    expect(changes.map(({ kind, scope, purpose, name }) => [kind, scope, purpose, name])).toEqual(
      entities.map((entity) => ['differs', 'entity', 'market-figures', entity]),
    );
  });

  it('says of rows whether they are more, fewer, or others, and does not call others narrower', async () => {
    const rows = async (rule: string) => {
      const report = await changed(instead('{ status: SHIPPED, carrier: acme }', rule));
      return [...new Set(report.changes.map(({ kind }) => kind))];
    };
    expect(await rows('{ status: [SHIPPED, PAID], carrier: acme }')).toEqual(['widens']);
    expect(await rows('{ status: SHIPPED, carrier: acme, currency: EUR }')).toEqual(['narrows']);
    expect(await rows('{ status: DELIVERED, carrier: acme }')).toEqual(['differs']);
  });

  it('counts another column behind the same name as one that could hold anything', async () => {
    const report = await changed(
      (text) => text,
      instead('city: { tier: general,', 'city: { column: address, tier: general,'),
    );
    expect(told(report)).toEqual([
      'differs Customer.city (field) source: crm.crm.customers.city → crm.crm.customers.address',
    ]);
    expect(report.wider).toBe(true);
  });

  it('prints for people: sorted, what is the same of several fields in one line, and a summary', async () => {
    const config = await changedDemo({
      'policy.yaml': both(
        instead('{ status: SHIPPED, carrier: acme }', '{ status: SHIPPED }'),
        instead('withheld: [Customer.nationalId, Customer.bankCard]', 'withheld: []'),
      ),
    });
    const { code, stdout } = await scrim(['diff', demo, config]);
    expect(code).toBe(1);
    expect(
      stdout,
    ).toBe(`widens   agreement \`acme-delivery\` of \`acme\` for \`parcel-delivery\`: Order: rows: rows where \`carrier\` is \`acme\` and \`status\` is \`SHIPPED\` → rows where \`status\` is \`SHIPPED\`
removes  role \`support\` for \`customer-support\`: Customer.bankCard, Customer.nationalId: withheld

5 are wider, 2 are gone: somebody may see more
`);
    expect((await scrim(['diff', demo, config, '--allow-wider'])).code).toBe(0);
    const back = await scrim(['diff', config, demo]);
    expect([back.code, /^adds +role `support`/m.test(back.stdout), /^narrows +agreement/m.test(back.stdout)]).toEqual([
      1,
      true,
      true,
    ]);
  });

  it('names roles, purposes and agreements that came or went', async () => {
    const report = await changed(instead('  auditor: {', '  archivist: {'));
    expect(told(report)).toEqual(['adds role:archivist (role) ', 'removes role:auditor (role) ']);
  });

  it('compares two policy files over one catalogue', async () => {
    const old = await changedDemo({
      'gateway.yaml': 'missing',
      'policy.yaml': instead('lookup: [Customer.phone]', 'lookup: []'),
    });
    const lone = await folder();
    await rename(join(old, 'policy.yaml'), join(lone, 'old.yaml'));
    const file = join(lone, 'old.yaml');
    for (const to of [demo, `${demo}/policy.yaml`])
      expect((await scrim(['diff', file, to])).stdout).toContain('looked up on no row → every row');
    expect((await scrim(['diff', `${demo}/policy.yaml`, file])).code).toBe(0);
    const nowhere = await scrim(['diff', file, file]);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      `scrim: there is no catalogue for \`${file}\`: name one with \`--catalogue FILE\`\n`,
    ]);
    expect(await scrim(['diff', file, file, '--catalogue', `${demo}/catalogue.yaml`])).toMatchObject({
      code: 0,
      stdout: 'nothing changes\n',
    });
  });

  it('compares nothing that is not there, or is wrong', async () => {
    const absent = await scrim(['diff', demo, 'no-such-folder']);
    expect([absent.code, absent.stderr]).toEqual([2, 'scrim: there is no folder or file `no-such-folder`\n']);
    const wrong = await changedDemo({
      'policy.yaml': instead('    tier: confidential\n    grants:', '    tear: confidential\n    grants:'),
    });
    const { code, stdout, stderr } = await scrim(['diff', demo, wrong]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('nothing is compared out of a catalogue or a policy with errors');
  });
});
