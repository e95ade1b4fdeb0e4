import { expect, test } from 'vitest';
import { disclosures } from '../../gateway/cli/init/disclosures.ts';
import { draftFiles } from '../../gateway/cli/init/draft-files.ts';
import { saidWords } from '../../gateway/cli/init/said.ts';
import { isStoreName, storeNameOf, variableOf } from '../../gateway/cli/init/store-address.ts';
import { fileWords, languages } from '../../gateway/cli/init/words.ts';
import type { StoredColumn, StoredTable } from '../../gateway/discover/stored.ts';
import { lintPolicy, parsePolicy } from '../../plugins/policy.ts';
import { readCatalogue } from '../../schema/catalogue/read.ts';
import { semantics } from '../../schema/terms/semantics/index.ts';
import { parse } from 'yaml';
import { rules } from '../discover/world.ts';
import { discoverFixtures } from './fixtures.ts';

const book = await rules();
const served = { store: 'main', kind: 'postgres', variable: 'MAIN_URL', data: '/tmp/data' } as const;
const drafted = (tables: readonly StoredTable[], language: (typeof languages)[number] = 'en') =>
  draftFiles(book, { tables, closed: [], unsampled: [], kind: 'postgres' }, served, fileWords[language]);

const column = (name: string, more: Partial<StoredColumn> = {}): StoredColumn => ({
  name,
  type: 'text',
  sqlType: 'text',
  nullable: true,
  ...more,
});
const table = (name: string, ...columns: readonly StoredColumn[]): StoredTable => ({
  key: name,
  name,
  schema: 'public',
  kind: 'table',
  columns: [column('id', { type: 'number', sqlType: 'integer', key: true, nullable: false }), ...columns],
  primaryKey: ['id'],
  unique: [],
  foreignKeys: [],
});

test('the start says of every semantic type how much each role gets of it, and of no other', () => {
  expect(Object.keys(disclosures).sort()).toEqual([...Object.keys(semantics), 'id'].sort());
});

test('secrets and what is special about a person are granted to nobody', () => {
  const open = Object.keys(disclosures).filter((semantic) => Object.keys(disclosures[semantic] ?? {}).length > 0);
  const secret = Object.keys(semantics).filter((semantic) => semantics[semantic]?.secret);
  expect(secret.length).toBeGreaterThan(4);
  for (const closed of [...secret, 'health', 'religion', 'biometric', 'criminal-record', 'json', 'file'])
    expect(open).not.toContain(closed);
});

test.each(discoverFixtures())('the start for $name is a policy without a remark', ({ tables }) => {
  for (const language of languages) {
    const { files } = drafted(tables, language);
    const read = readCatalogue(files['catalogue.yaml'], 'catalogue.yaml');
    if (!('catalogue' in read)) throw new Error(JSON.stringify(read.findings));
    expect(read.findings).toEqual([]);
    const { policy, remarks } = parsePolicy(parse(files['policy.yaml']));
    expect(remarks).toEqual([]);
    expect(policy && lintPolicy({ policy, catalogue: read.catalogue })).toEqual([]);
  }
});

test('what is unsure, unmasked, JSON, or a setting is of the tier that nobody reaches', () => {
  const { files, waiting } = drafted([
    table('customer', column('full_name'), column('qx7'), column('extra', { type: 'json', sqlType: 'jsonb' })),
    table('settings', column('setting_value')),
  ]);
  const read = readCatalogue(files['catalogue.yaml'], 'catalogue.yaml');
  const tierOf = (entity: string, field: string) =>
    'catalogue' in read && read.catalogue.entities.get(entity)?.fields.get(field)?.tier;
  expect(tierOf('Customer', 'fullName')).toBe('internal');
  for (const [entity, field] of [
    ['Customer', 'qx7'],
    ['Customer', 'extra'],
    ['Setting', 'settingValue'],
  ] as const)
    expect(tierOf(entity, field)).toBe('unreviewed');
  expect(waiting).toBeGreaterThanOrEqual(3);
  const policy = parse(files['policy.yaml']) as { roles: Record<string, { tier: string }> };
  expect(Object.values(policy.roles).map(({ tier }) => tier)).not.toContain('unreviewed');
});

test('a store is called after its database, in letters that a configuration takes', () => {
  expect(['crm', 'CRM_Prod', '客户', '9lives', '--', 'a'.repeat(80)].map(storeNameOf)).toEqual([
    'crm',
    'crm-prod',
    'main',
    'lives',
    'main',
    'main',
  ]);
  expect(isStoreName('Crm')).toBe(false);
  expect(variableOf('crm-prod')).toBe('CRM_PROD_URL');
});

test('both languages say the same things', () => {
  expect(Object.keys(saidWords.zh)).toEqual(Object.keys(saidWords.en));
  expect(Object.keys(fileWords.zh.gateway)).toEqual(Object.keys(fileWords.en.gateway));
});
