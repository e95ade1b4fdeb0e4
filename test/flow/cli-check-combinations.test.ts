import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../gateway/cli/check.ts';
import { changedDemo, instead, scrim } from './cli-world.ts';

const today = '2026-11-21';
type Change = (text: string) => string;

const all =
  (...changes: readonly Change[]): Change =>
  (text) =>
    changes.reduce((now, change) => change(now), text);

/** What a check of the changed demo says of combinations, in one line each. */
async function told(...changes: readonly Change[]): Promise<readonly string[]> {
  const config = await changedDemo({ 'policy.yaml': all(...changes) });
  const { stdout } = await scrim(['check', '--config', config, '--json'], {}, today);
  return (JSON.parse(stdout) as CheckReport).findings
    .filter(({ message }) => message.includes('can work out'))
    .map(({ severity, message }) => `${severity} ${message}`);
}

const ladder = (rung: string): Change => instead('  national-id: { replaced: [pseudonym] }', `  national-id: ${rung}`);
const supportSeesIds: Change = instead(
  '        reduced: [Customer.birthDate, Customer.phone,',
  '        reduced: [Customer.nationalId, Customer.birthDate, Customer.phone,',
);
const notWithheld: Change = instead(
  '        withheld: [Customer.nationalId, Customer.bankCard]',
  '        withheld: [Customer.bankCard]',
);
const clearBirth: Change = all(
  instead(
    '          - Customer.name\n          - Customer.city',
    '          - Customer.name\n          - Customer.birthDate\n          - Customer.city',
  ),
  instead('Customer.nationalId, Customer.birthDate, Customer.phone,', 'Customer.nationalId, Customer.phone,'),
);

describe('scrim check puts together what somebody sees', () => {
  it('and refuses an id number 6 + 2 beside a birth date, with the arithmetic', async () => {
    expect(await told(ladder("{ reduced: ['id-number(6, 2)'] }"), notWithheld, supportSeesIds, clearBirth)).toEqual([
      'error role `support` can work out `Customer.nationalId`: `Customer.nationalId` by `id-number(6, 2)`, `Customer.birthDate` in clear leave about 9 (1 district × 1 day × 100 sequence numbers × 1/11 by the check digit)',
    ]);
  });

  it('and warns of one beside a year of birth', async () => {
    const [found, ...more] = await told(ladder("{ reduced: ['id-number(6, 2)'] }"), notWithheld, supportSeesIds);
    expect(more).toEqual([]);
    expect(found).toMatch(/^warning role `support` can work out `Customer\.nationalId`: .* leave about 3327 /);
  });

  it('and holds to the bounds that the policy sets', async () => {
    const bounds: Change = (text) => `${text}\ncandidates: { refuse: 5000, warn: 5000 }\n`;
    const [found] = await told(ladder("{ reduced: ['id-number(6, 2)'] }"), notWithheld, supportSeesIds, bounds);
    expect(found).toMatch(/^error role `support`/);
    const lax: Change = (text) => `${text}\ncandidates: { refuse: 0, warn: 0 }\n`;
    expect(
      await told(ladder("{ reduced: ['id-number(6, 2)'] }"), notWithheld, supportSeesIds, clearBirth, lax),
    ).toEqual([]);
  });

  it('and refuses a ladder by which two purposes could show both ends of one number', async () => {
    const config = await changedDemo({
      'policy.yaml': instead('  phone: { reduced: [keep-last(4)]', "  phone: { reduced: [keep-last(4), 'keep(3, 0)']"),
    });
    const { code, stdout } = await scrim(['check', '--config', config], {}, today);
    expect(code).toBe(1);
    expect(stdout).toContain('error `keep(3, 0)` cannot be computed from `keep-last(4)` before it');
  });

  it('and two roles that one person may have', async () => {
    const found = await told(
      ladder("{ reduced: ['id-number(6, 2)'] }"),
      notWithheld,
      supportSeesIds,
      instead(
        '          - Customer.gender\n          - Customer.city\n          - Customer.region',
        '          - Customer.gender\n          - Customer.birthDate\n          - Customer.city\n          - Customer.region',
      ),
      instead('        reduced: [Customer.birthDate, Activity.ip', '        reduced: [Activity.ip'),
      (text) => `${text}\ncandidates: { refuse: 10, warn: 1000 }\n`,
    );
    expect(found).toEqual([
      expect.stringMatching(
        /^warning role `support` with role `analyst` can work out `Customer\.nationalId`: .* leave about 9 /,
      ),
    ]);
  });

  it('and a partner under all its agreements', async () => {
    const found = await told(
      ladder("{ reduced: ['id-number(6, 2)'] }"),
      instead(
        '  borealis:\n    name: Borealis Research\n    contact: privacy@borealis.example\n    agreements:\n',
        `  borealis:
    name: Borealis Research
    contact: privacy@borealis.example
    agreements:
      borealis-check:
        legalBasis: contract
        from: 2026-01-01
        until: 2099-12-31
        terms: Only to check who somebody is.
        grants:
          - purposes: [customer-support]
            roots: [customers]
            reduced: [Customer.nationalId]
            replaced: [Customer.id]
`,
      ),
      instead(
        'clear: [Customer.gender, Customer.region',
        'clear: [Customer.birthDate, Customer.gender, Customer.region',
      ),
      instead('            reduced: [Customer.birthDate, Order.placedAt', '            reduced: [Order.placedAt'),
    );
    expect(found).toEqual([
      expect.stringMatching(
        /^error partner `borealis` under all its agreements can work out `Customer\.nationalId`: .* leave about 9 /,
      ),
    ]);
  });
});
