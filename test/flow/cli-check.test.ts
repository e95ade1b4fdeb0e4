import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../gateway/cli/check.ts';
import { changedDemo, folder, instead, lineOf, scrim, spawnScrim } from './cli-world.ts';

const today = '2026-11-21';

const checked = async (config: string, day = today): Promise<CheckReport> =>
  JSON.parse((await scrim(['check', '--config', config, '--json'], {}, day)).stdout) as CheckReport;

const noKey = /[0-9a-f]{32}/i;

describe('scrim check', () => {
  it('finds nothing wrong with the demo but the agreement that has ended, and says which orders want an index', async () => {
    const { code, stdout, stderr } = await spawnScrim(['check']).ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /policy\.yaml:\d+:16 warning agreement `expired-delivery` of `expired` ended on 2025-12-31\n/,
    );
    expect(stdout).toMatch(/demo: no errors, \d warnings?; 6 entities with \d+ fields\n$/);
    const notes = stdout.split('\n').filter((line) => line.includes(' note '));
    expect(notes).toHaveLength(5);
    expect(notes[0]).toMatch(
      /catalogue\.yaml:8:3 note rows of `Customer` .* role `analyst` under `analytics`, partner `acme` under `parcel-delivery`, partner `borealis` under `market-research`$/,
    );
    expect(stdout).toContain(`sha256(decode('SALT', 'hex') || int8send("id"::int8))`);
    expect(stdout, 'a salt is as secret as the key it comes from').not.toMatch(noKey);
  });

  it('prints one document for scripts', async () => {
    const report = await checked('gateway/demo');
    expect(report).toMatchObject({ folder: 'gateway/demo', usable: true, errors: 0, warnings: 1 });
    expect(report.findings.map(({ path }) => path.join('.'))).toEqual([
      'partners.expired.agreements.expired-delivery.until',
    ]);
    expect(report.notes.map(({ entity }) => entity)).toEqual([
      'Customer',
      'Feedback',
      'Order',
      'OrderItem',
      'Activity',
    ]);
    expect(report.notes[0]?.profiles).toEqual([
      { roles: ['analyst'], purpose: 'analytics' },
      { roles: [], partner: 'acme', agreements: ['acme-delivery'], purpose: 'parcel-delivery' },
      { roles: [], partner: 'borealis', agreements: ['borealis-research'], purpose: 'market-research' },
    ]);
    expect(JSON.stringify(report)).not.toMatch(noKey);
  });

  it('finds what is wrong in all three files at once, each at its place, sorted', async () => {
    const config = await changedDemo({
      'gateway.yaml': instead('listen:', 'lissen:'),
      'catalogue.yaml': instead('name: { tier: internal,', 'name: {'),
      'policy.yaml': instead('    tier: confidential\n    grants:', '    tear: confidential\n    grants:'),
    });
    const { code, stdout } = await scrim(['check', '--config', config]);
    expect(code).toBe(1);
    const places = [
      `catalogue.yaml:${await lineOf(join(config, 'catalogue.yaml'), 'name: { category')}:`,
      `gateway.yaml:${await lineOf(join(config, 'gateway.yaml'), 'lissen:')}:1 error`,
      `policy.yaml:${await lineOf(join(config, 'policy.yaml'), 'tear: confidential')}:`,
    ].map((place) => stdout.indexOf(place));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(stdout).toContain('  did you mean `listen`?');
    const summary = /: (\d+) errors, no warnings\n$/.exec(stdout);
    expect(Number(summary?.[1])).toBe(stdout.split('\n').filter((line) => /:\d+:\d+ error /.test(line)).length);
  });

  it('finds what is wrong between the files', async () => {
    const config = await changedDemo({ 'gateway.yaml': instead('  shop: {', '  chop: {') });
    const { findings, usable } = await checked(config);
    expect(usable).toBe(false);
    expect(findings.map(({ message }) => message)).toEqual(Array(3).fill('there is no store `shop`'));
    expect(findings[0]).toMatchObject({
      severity: 'error',
      file: join(config, 'catalogue.yaml'),
      path: ['entities', 'Order', 'store'],
    });
  });

  it('refuses two dumps for one embedded database', async () => {
    const two = (text: string): string =>
      text.replace(
        /^ {2}(crm|shop): \{ kind: pglite, database: demo \}/gm,
        '  $1: { kind: pglite, database: demo, dump: $1.sql }',
      );
    const { findings, usable } = await checked(await changedDemo({ 'gateway.yaml': two }));
    expect(usable).toBe(false);
    expect(findings[0]).toMatchObject({
      path: ['stores', 'shop', 'dump'],
      message: 'the database `demo` is filled from another dump already',
    });
  });

  it('warns of an issuer that speaks for partners and for roles', async () => {
    const config = await changedDemo({
      'gateway.yaml': instead('partners: [acme,', 'roles: [support]\n    partners: [acme,'),
    });
    const { findings } = await checked(config);
    expect(findings.map(({ message }) => message)).toContain(
      'this issuer may assert partners and roles, both in one token',
    );
  });

  it('warns of noise beside exact numbers, and of what is registered and never answered, where it stands', async () => {
    const beside = await checked(
      await changedDemo({
        'policy.yaml': instead(
          'purposes: [market-figures]\n            statistics:',
          'purposes: [market-figures]\n            roots: [customers]\n            clear: [Customer.region]\n            statistics:',
        ),
      }),
    );
    expect(beside.findings.map(({ message }) => message)).toContain(
      'agreement `borealis-research` of `borealis` reads records of `Customer` for `market-figures` (`Customer.region`) and can count them exactly, so noise hides nothing of these',
    );
    const closed = await checked(
      await changedDemo({ 'policy.yaml': instead('              - Feedback.rating\n  expired:', '  expired:') }),
    );
    const told = closed.findings.find(({ message }) => message.startsWith('`ratings-by-kind` is never answered'));
    expect(told).toMatchObject({
      severity: 'warning',
      path: ['noise', 'borealis-figures', 'aggregates', 'ratings-by-kind'],
    });
    expect(told?.line).toBeGreaterThan(300);
    const ranges = await checked(
      await changedDemo({ 'policy.yaml': instead('        ranges: { rating: { from: 1, to: 5 } }\n', '') }),
    );
    expect(ranges.usable).toBe(false);
    expect(ranges.findings.find(({ severity }) => severity === 'error')?.line).toBeGreaterThan(300);
  });

  describe('of a role and an agreement that both give surrogates of a field for one purpose', () => {
    const both = instead('- purposes: [analytics]', '- purposes: [analytics, market-research]');
    const together = instead('partners: [acme,', 'roles: [analyst]\n    partners: [acme,');
    const errors = async (changes: Parameters<typeof changedDemo>[0]): Promise<readonly (readonly string[])[]> =>
      (await checked(await changedDemo(changes))).findings
        .filter(({ severity }) => severity === 'error')
        .map(({ path, message }) => [path.join('.'), message]);

    it('refuses them where one token may bring both: whose surrogate would it be?', async () => {
      const place = 'partners.borealis.agreements.borealis-research.grants.0.replaced';
      expect(await errors({ 'policy.yaml': both, 'gateway.yaml': together })).toEqual(
        ['Customer', 'Order'].map((entity, at) => [
          `${place}.${at}`,
          `role \`analyst\` and agreement \`borealis-research\` both give \`${entity}.id\` \`replaced\` for ` +
            '`market-research`: whose surrogate would it be?',
        ]),
      );
    });

    it('finds nothing where no issuer may assert both, or the agreement is suspended', async () => {
      expect(await errors({ 'policy.yaml': both })).toEqual([]);
      const suspended = (text: string) =>
        instead('      borealis-research:\n', '      borealis-research:\n        suspended: true\n')(both(text));
      expect(await errors({ 'policy.yaml': suspended, 'gateway.yaml': together })).toEqual([]);
    });

    it('refuses rows that one of them names without the id which the other gives', async () => {
      const unnamed = (text: string): string =>
        instead(
          'replaced: [Customer.id, Order.id]',
          'replaced: [Order.id]',
        )(
          instead(
            '            roots: [customers]\n',
            '            roots: [customers]\n            rows: { Customer: { country: CN } }\n',
          )(both(text)),
        ).replace(
          '        replaced: [Customer.id, Customer.phone, Order.id,',
          '        replaced: [Customer.id, Customer.phone,',
        );
      const found = await errors({ 'policy.yaml': unnamed, 'gateway.yaml': together });
      expect(found.map(([path]) => path)).toContain(
        'partners.borealis.agreements.borealis-research.grants.0.rows.Customer',
      );
    });
  });

  it('ends with 1 on warnings only where that is asked for', async () => {
    const config = await changedDemo({ 'gateway.yaml': instead('roles: [support,', 'roles: [suport,') });
    const lenient = await scrim(['check', '--config', config]);
    expect(lenient.code).toBe(0);
    expect(lenient.stdout).toMatch(
      /gateway\.yaml:\d+:\d+ warning the policy has no role `suport`\n {2}it has `support`/,
    );
    expect(lenient.stdout).toContain('warning no issuer may assert the role `support`, so nobody has it');
    expect(lenient.stdout).toContain('no errors, 3 warnings');
    expect((await scrim(['check', '--config', config, '--strict'])).code).toBe(1);
    const quiet = await changedDemo({ 'policy.yaml': instead('until: 2025-12-31', 'until: 2099-12-31') });
    expect((await scrim(['check', '--config', quiet, '--strict'], {}, today)).code).toBe(0);
  });

  const dated = (from: string, until: string, review?: string) =>
    changedDemo({
      'policy.yaml': (text) =>
        text
          .replace('from: 2024-01-01', `from: ${from}`)
          .replace('until: 2025-12-31', `until: ${until}${review === undefined ? '' : `\n        review: ${review}`}`),
    });

  it.each([
    ['2026-11-20', undefined, 'ended on 2026-11-20'],
    ['2026-11-21', undefined, 'ends on 2026-11-21, today'],
    ['2026-11-22', undefined, 'ends on 2026-11-22, in 1 day'],
    ['2026-12-20', undefined, 'ends on 2026-12-20, in 29 days'],
    ['2026-12-21', undefined, undefined],
    ['2027-12-31', '2026-11-20', 'was to be reviewed by 2026-11-20'],
    ['2027-12-31', '2026-11-21', undefined],
  ])('says on 2026-11-21 of an agreement until %s with a review on %s: %s', async (until, review, words) => {
    const { findings } = await checked(await dated('2026-01-01', until, review));
    const told = findings.filter(({ path }) => path.includes('expired-delivery'));
    expect(told.map(({ severity, message }) => [severity, message])).toEqual(
      words === undefined ? [] : [['warning', `agreement \`expired-delivery\` of \`expired\` ${words}`]],
    );
    if (words !== undefined) expect(told[0]?.path.at(-1)).toBe(review === undefined ? 'until' : 'review');
  });

  it('says nothing of the days of an agreement that is suspended', async () => {
    const config = await changedDemo({
      'policy.yaml': instead(
        'until: 2025-12-31',
        'until: 2025-12-31\n        review: 2025-01-01\n        suspended: true',
      ),
    });
    expect((await checked(config)).warnings).toBe(0);
  });

  it('says who and what no issuer can bring: roles, partners, purposes', async () => {
    const config = await changedDemo({
      'gateway.yaml': (text) =>
        instead(
          'partners: [acme, borealis, expired]',
          'partners: [acme, expired, nobody]',
        )(
          instead(
            'security, dpo, auditor]',
            'security, dpo]',
          )(
            instead(
              'purposes: [customer-support, order-fulfilment,',
              'purposes: [customer-support, parcel-delivery,',
            )(instead('purposes: [parcel-delivery,', 'purposes: [order-fulfilment,')(text)),
          ),
        ),
    });
    const { findings } = await checked(config);
    const apart = 'the issuers that may assert it speak of nobody who is granted it';
    expect(findings.map(({ severity, message }) => [severity, message.replace(/ ended on .*/, '')])).toEqual([
      ['warning', 'the policy has no partner `nobody`'],
      ['warning', `nobody may declare the purpose \`order-fulfilment\`: ${apart}`],
      ['warning', `nobody may declare the purpose \`parcel-delivery\`: ${apart}`],
      ['warning', 'no issuer may assert the role `auditor`, so nobody has it'],
      ['warning', 'no issuer may assert the partner `borealis`, so nobody has it'],
      ['warning', 'agreement `expired-delivery` of `expired`'],
    ]);
    const silent = await changedDemo({
      'gateway.yaml': instead('reporting, marketing, self-service]', 'reporting, marketing]'),
    });
    const [first] = (await checked(silent)).findings;
    expect(first?.message).toBe('nobody may declare the purpose `self-service`: no issuer may assert it');
  });

  it('says what a start would trip over: a demo that others can reach', async () => {
    const config = await changedDemo({ 'gateway.yaml': instead('host: 127.0.0.1', 'host: 0.0.0.0') });
    const { code, stdout } = await scrim(['check', '--config', config]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      `gateway.yaml:${await lineOf(join(config, 'gateway.yaml'), '0.0.0.0')}:9 error the demo gives`,
    );
    expect((await scrim(['check', '--config', config], { SCRIM_DEMO_PUBLIC: '1' })).code).toBe(0);
  });

  it('says which files are missing in a folder that is no configuration', async () => {
    const config = await folder();
    const { findings } = await checked(config);
    expect(findings.map(({ file, message }) => [file, message])).toEqual(
      ['catalogue.yaml', 'gateway.yaml', 'policy.yaml'].map((name) => [
        join(config, name),
        'the file is missing or cannot be read',
      ]),
    );
  });

  it('never prints what came from the environment', async () => {
    const store = "crm: { kind: postgres, url: '${CRM_URL}', poolSize: '${CRM_POOL}' }";
    const config = await changedDemo({
      'gateway.yaml': instead('crm: { kind: pglite, database: demo }', store),
    });
    const environment = {
      CRM_URL: 'postgres://canary-name-7731:canary-word-7731@nowhere/x',
      CRM_POOL: 'canary-pool-7731',
    };
    const { code, stdout, stderr } = await scrim(['check', '--config', config], environment);
    expect(code).toBe(1);
    expect(stdout + stderr).not.toContain('canary');
    const unset = await scrim(['check', '--config', config]);
    expect(unset.stdout).toContain('`CRM_URL` is not set');
  });
});
