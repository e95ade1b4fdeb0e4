import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Bound, Row, Select } from '../../gateway/statement.ts';
import type { Store } from '../../gateway/stores/contract.ts';
import { storeOptions } from '../../gateway/stores/options.ts';
import { openStores } from '../../gateway/stores/open.ts';
import { interpolate } from '../../schema/interpolate.ts';
import { readYaml } from '../../schema/yaml.ts';
import { root } from '../house/sources.ts';
import { read } from './listed.ts';
import { say } from './rest-server.ts';
import { fxiaoke, zoho, type Vendor } from './rest-vendors.ts';
import { and, by, column, compare, from, list, outColumn, param } from './tree.ts';

const closes: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0)) await close();
});

/** The store of an example, as it is shipped. */
function storeOf(example: string, environment: Readonly<Record<string, string>>): Store {
  const path = join(root, 'docs/rest', example);
  const document = readYaml(readFileSync(path, 'utf8'), path);
  if ('findings' in document) throw new Error('the example is no YAML');
  const filled = interpolate(document, environment);
  if ('findings' in filled) throw new Error(JSON.stringify(filled.findings));
  const { stores } = filled.value as { readonly stores: { readonly crm: unknown } };
  const embedded = (): never => {
    throw new Error('nothing is embedded');
  };
  const options = storeOptions.parse(stores.crm);
  const store = openStores({ crm: options }, { base: root, embedded, now: () => performance.now() }).get('crm');
  if (!store) throw new Error('there is no store');
  closes.push(store.close);
  return store;
}

const ask = (
  store: Store,
  table: string,
  rest: Partial<Select>,
  values: readonly Bound[] = [],
): Promise<readonly Row[]> =>
  read(store, store.prepare({ ...from('', table, 't', rest), from: { table, alias: 't' } }), values);

const opened = async (vendor: Promise<Vendor>): Promise<Vendor> => {
  const made = await vendor;
  closes.push(made.close);
  return made;
};

test.each(['rest-stores.md', 'rest-stores.zh-CN.md'])('what %s begins with is right', (guide) => {
  const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs', guide), 'utf8')) ?? [];
  const document = readYaml(text, guide);
  if ('findings' in document) throw new Error('the example is no YAML');
  const filled = interpolate(document, { CRM_TOKEN: 'a token' });
  if ('findings' in filled) throw new Error(JSON.stringify(filled.findings));
  expect(storeOptions.parse((filled.value as { readonly stores: { readonly crm: unknown } }).stores.crm)).toMatchObject(
    {
      kind: 'rest',
      most: 5000,
    },
  );
});

describe('a CRM with the REST API of Zoho CRM', () => {
  const id = column('t', 'id', 'key:bigint');
  const contacts = Array.from({ length: 8 }, (_, at) => ({
    id: `55402300000052700${at}`,
    Last_Name: at % 2 === 0 ? 'Example' : '示例',
    Email: at === 3 ? '' : `nobody${at}@example.com`,
    Account_Name: at < 6 ? { name: 'Acme', id: '554023000000600001' } : null,
    Created_Time: `2026-01-0${at + 1}T08:00:00+08:00`,
    Modified_Time: `2026-02-0${at + 1}T08:00:00+08:00`,
    Phone: 'never asked for',
  }));
  const environment = (url: string) => ({
    ZOHO_API: url,
    ZOHO_ACCOUNTS: url,
    ZOHO_CLIENT_ID: 'c',
    ZOHO_CLIENT_SECRET: 's',
    ZOHO_REFRESH_TOKEN: 'r-1',
  });
  const columns = ['last_name', 'email', 'created_at'].map((name) =>
    outColumn(column('t', name, name === 'created_at' ? 'DateTime' : 'String')),
  );

  test('is read in its order, page by page, with the fields that are wanted', async () => {
    const vendor = await opened(zoho({ Contacts: contacts }));
    const store = storeOf('zoho-crm.yaml', environment(vendor.url));
    const rows = await ask(store, 'contacts', { columns, orderBy: [by(id, 'key:bigint')], limit: 0 }, [4]);
    expect(rows).toEqual([
      ['Example', 'nobody0@example.com', '2026-01-01T00:00:00.000000Z'],
      ['示例', 'nobody1@example.com', '2026-01-02T00:00:00.000000Z'],
      ['Example', 'nobody2@example.com', '2026-01-03T00:00:00.000000Z'],
      ['示例', null, '2026-01-04T00:00:00.000000Z'],
    ]);
    expect(
      vendor.asked
        .filter((one) => one.startsWith('GET'))
        .map((one) => [...new URL(one.split(' ')[1] ?? '', vendor.url).searchParams]),
    ).toEqual([
      expect.arrayContaining([
        ['fields', 'id,Last_Name,Email,Created_Time'],
        ['sort_by', 'id'],
        ['sort_order', 'asc'],
      ]),
      expect.arrayContaining([
        ['page_token', 'p-3'],
        ['sort_order', 'asc'],
      ]),
    ]);
  });

  test('finds contacts by their ids, and filters what it cannot be asked for here', async () => {
    const vendor = await opened(zoho({ Contacts: contacts }));
    const store = storeOf('zoho-crm.yaml', environment(vendor.url));
    const among = { k: 'in', left: id, list: list(0, 'key:bigint'), type: 'key:bigint' } as const;
    expect(
      await ask(store, 'contacts', { columns: [outColumn(id)], where: among }, [['554023000000527006', '1']]),
    ).toEqual([['554023000000527006']]);
    const account = column('t', 'account_id', 'key:bigint');
    const where = and(
      compare(account, '=', param(0, 'key:bigint'), 'key:bigint'),
      compare(column('t', 'last_name', 'String'), '=', param(1, 'String'), 'String'),
    );
    expect(await ask(store, 'contacts', { count: true, where }, ['554023000000600001', '示例'])).toEqual([[3]]);
    expect(await ask(store, 'contacts', { columns: [outColumn(id)], where: among }, [['1']])).toEqual([]);
  });

  test('is asked for what was modified after a moment, and may say that nothing was', async () => {
    const vendor = await opened(zoho({ Contacts: contacts }));
    const store = storeOf('zoho-crm.yaml', environment(vendor.url));
    const modified = column('t', 'modified_at', 'DateTime');
    const since = compare(modified, '>', param(0, 'DateTime'), 'DateTime');
    const ids = (moment: string) =>
      ask(store, 'contacts', { columns: [outColumn(id)], where: since, orderBy: [by(id, 'key:bigint')] }, [moment]);
    expect(await ids('2026-02-06T00:00:00.000000Z')).toEqual([['554023000000527006'], ['554023000000527007']]);
    expect(vendor.asked.filter((one) => one.startsWith('GET'))).toHaveLength(1);
    expect(await ids('2026-02-05T23:59:59.999999Z')).toHaveLength(3);
    expect(await ids('2026-03-01T00:00:00.000000Z')).toEqual([]);
    expect(vendor.asked.filter((one) => one.startsWith('GET'))).toHaveLength(3);
  });

  test('is waited for where it asks for patience', async () => {
    const vendor = await opened(zoho({ Contacts: contacts }));
    const store = storeOf('zoho-crm.yaml', environment(vendor.url));
    const left = { times: 1 };
    vendor.mischief = (_, response, url) =>
      url.pathname.startsWith('/crm') && left.times-- > 0
        ? say(response, 429, '{"code":"TOO_MANY_REQUESTS","status":"error","message":"limit of Nobody"}')
        : false;
    expect(await ask(store, 'contacts', { count: true })).toEqual([[8]]);
    expect(left.times).toBeLessThan(0);
  });

  test('is ready, asks for a token once, and for another where that is refused', async () => {
    const vendor = await opened(zoho({ Contacts: contacts }));
    const store = storeOf('zoho-crm.yaml', environment(vendor.url));
    await store.ready();
    vendor.tokens.clear();
    expect(await ask(store, 'contacts', { count: true })).toEqual([[8]]);
    expect(vendor.asked.filter((one) => one.startsWith('POST'))).toHaveLength(2);
    const other = storeOf('zoho-crm.yaml', { ...environment(vendor.url), ZOHO_REFRESH_TOKEN: 'wrong' });
    await expect(ask(other, 'contacts', { count: true })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

describe('customers by the open platform of 纷享销客', () => {
  const id = column('t', '_id', 'key:text');
  const name = column('t', 'name', 'String');
  const customers = Array.from({ length: 230 }, (_, at) => ({
    _id: `c${String(at).padStart(3, '0')}`,
    name: at === 7 ? '示例 (上海)' : `客户 ${at}`,
    tel: '',
    create_time: 1_767_225_600_000 + at * 86_400_000,
  }));
  const environment = (url: string, secret = 's') => ({
    FXIAOKE_API: url,
    FXIAOKE_APP_ID: 'FSAID_1',
    FXIAOKE_APP_SECRET: secret,
    FXIAOKE_PERMANENT_CODE: 'p',
    FXIAOKE_CORP_ID: 'FSCID_1',
    FXIAOKE_USER_ID: 'FSUID_1',
  });

  test('are read to the end by offset and limit, with filters in the body', async () => {
    const vendor = await opened(fxiaoke({ AccountObj: customers }));
    const store = storeOf('fxiaoke.yaml', environment(vendor.url));
    expect(await ask(store, 'customers', { count: true })).toEqual([[230]]);
    expect(vendor.asked.filter((one) => one.includes('data/query'))).toHaveLength(1);
    vendor.asked.length = 0;
    expect(await ask(store, 'customers', { columns: [outColumn(id)] })).toHaveLength(230);
    expect(vendor.asked).toHaveLength(3);
    vendor.asked.length = 0;
    const columns = [
      outColumn(id),
      outColumn(column('t', 'tel', 'String')),
      outColumn(column('t', 'created_at', 'DateTime')),
    ];
    const where = compare(name, '=', param(0, 'String'), 'String');
    expect(await ask(store, 'customers', { columns, where }, ['示例 (上海)'])).toEqual([
      ['c007', null, '2026-01-08T00:00:00.000000Z'],
    ]);
    expect(vendor.asked).toHaveLength(1);
    const among = { k: 'in', left: id, list: list(0, 'key:text'), type: 'key:text' } as const;
    expect(
      await ask(store, 'customers', { columns: [outColumn(id)], where: among }, [['c001', 'c229', 'none']]),
    ).toEqual([['c001'], ['c229']]);
    const since = compare(column('t', 'created_at', 'DateTime'), '>=', param(0, 'DateTime'), 'DateTime');
    expect(await ask(store, 'customers', { count: true, where: since }, ['2026-08-17T00:00:00.000000Z'])).toEqual([
      [2],
    ]);
  });

  test('are waited for where a code in the body asks for patience', async () => {
    const vendor = await opened(fxiaoke({ AccountObj: customers }));
    const store = storeOf('fxiaoke.yaml', environment(vendor.url));
    const left = { times: 1 };
    vendor.mischief = (_, response, url) =>
      url.pathname.endsWith('/query') && left.times-- > 0
        ? say(response, 200, '{"errorCode":70011,"errorMessage":"limit of Nobody"}')
        : false;
    expect(await ask(store, 'customers', { count: true })).toEqual([[230]]);
    expect(left.times).toBeLessThan(0);
  });

  test('want another token where a code in the body says so, and a wrong secret gives none', async () => {
    const vendor = await opened(fxiaoke({ AccountObj: customers }));
    const store = storeOf('fxiaoke.yaml', environment(vendor.url));
    await store.ready();
    vendor.tokens.clear();
    expect(await ask(store, 'customers', { count: true })).toEqual([[230]]);
    const other = storeOf('fxiaoke.yaml', environment(vendor.url, 'wrong'));
    await expect(ask(other, 'customers', { count: true })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
