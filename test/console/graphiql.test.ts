import { mkdirSync } from 'node:fs';
import type { Plugin } from 'graphql-yoga';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoToken } from '../../gateway/http/demo-token.ts';
import { createGraphiQL } from '../../gateway/http/graphiql/index.ts';
import { fullSchema, narrowSchema, openWorld, type World } from '../flow/http-world.ts';
import { chromiumPath, needs } from '../fixtures/servers.ts';

const personas = [
  { persona: 'support', purposes: ['customer-support', 'order-fulfilment'] },
  { persona: 'analyst', purposes: ['analytics'] },
  { persona: 'dpo', purposes: [] },
];
const query = '# Run me, then choose another persona.\n{\n  customers(first: 3) {\n    id\n    name\n  }\n}\n';
const seen: { readonly authorization: string; readonly purpose: string }[] = [];

/** Stands in for the pipeline: tells of each answer how its fields were shown. */
const usePrivacy: Plugin = {
  onExecutionResult: ({ result, request, setResult }) => {
    if (!result || Symbol.asyncIterator in result) return;
    const purpose = request.headers.get('scrim-purpose') ?? '';
    seen.push({ authorization: request.headers.get('authorization') ?? '', purpose });
    const fields = {
      'Customer.id': {
        disclosure: 'replaced',
        technique: 'pseudonym',
        reason: 'role `analyst` gives surrogates under `analytics`',
      },
      'Customer.name': { disclosure: 'withheld', reason: 'tier `confidential` is above what `analytics` may see' },
    };
    const told = purpose === 'analytics' ? fields : {};
    setResult({
      ...result,
      extensions: { privacy: { receipt: 'p8Jx2kQmTzC4vWbY7nRsLg', policy: 'a41f09c2', purpose, fields: told } },
    });
  },
};

const graphiql = createGraphiQL({ query, personas });
const mint = async (persona: string): Promise<string | undefined> =>
  persona === 'nobody' ? undefined : `token-of-${persona}`;

const missing = await needs('chromium');
const browse = test.skipIf(missing);

let world: World;
let browser: Browser | undefined;
beforeAll(async () => {
  world = await openWorld({
    page: graphiql.page,
    routes: { ...graphiql.routes, '/demo/token': demoToken({ mint, publicAllowed: false }) },
    schemaFor: (request) =>
      request.headers.get('authorization') === 'Bearer token-of-support' ? fullSchema : narrowSchema,
    plugins: [usePrivacy],
  });
  if (missing) return;
  const args = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  browser = await chromium.launch({ executablePath: await chromiumPath(), args });
});
afterAll(async () => {
  await browser?.close();
  await world.server.close(500);
});

const shots = process.env['SCRIM_SCREENSHOTS'];
const shoot = async (page: Page, name: string): Promise<void> => {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
};

interface Visit {
  readonly page: Page;
  readonly troubles: string[];
  readonly outside: string[];
}

async function visit(locale: string): Promise<Visit> {
  if (!browser) throw new Error('there is no browser');
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 760 } });
  const page = await context.newPage();
  const troubles: string[] = [];
  const outside: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && troubles.push(message.text())));
  page.on('pageerror', (error) => void troubles.push(error.message));
  page.on(
    'request',
    (request) =>
      void (
        request.url().startsWith(world.url.replace('/graphql', '')) ||
        request.url().startsWith('data:') ||
        outside.push(request.url())
      ),
  );
  await page.goto(world.url);
  await page.waitForSelector('.graphiql-execute-button');
  await editorReady(page);
  return { page, troubles, outside };
}

/** The editor shows lines before it holds the query. */
const editorReady = (page: Page): Promise<void> =>
  expect.poll(() => page.textContent('.graphiql-editor'), { timeout: 20_000 }).toContain('customers');

const run = async (page: Page): Promise<void> => {
  await page.click('.graphiql-execute-button');
  await page.waitForSelector('#strip dl dd');
};

browse(
  'the same query is answered to each persona, with the reasons beside it, and nothing comes from elsewhere',
  async () => {
    const { page, troubles, outside } = await visit('en-GB');
    await shoot(page, '1-before');
    await run(page);
    await expect.poll(() => page.textContent('#strip')).toContain('Every field was shown in clear.');
    await expect.poll(() => page.textContent('.graphiql-response')).toContain('Ada');
    expect(seen.at(-1)).toEqual({ authorization: 'Bearer token-of-support', purpose: 'customer-support' });
    await shoot(page, '2-support');

    await page.selectOption('#persona', 'analyst');
    await expect.poll(() => seen.at(-1)).toEqual({ authorization: 'Bearer token-of-analyst', purpose: 'analytics' });
    expect(await page.textContent('.graphiql-editor')).toContain('customers(first:');
    await run(page);
    await expect.poll(() => page.textContent('#strip')).toContain('Customer.name');
    expect(await page.textContent('#strip')).toContain('p8Jx2kQmTzC4vWbY7nRsLg');
    await shoot(page, '3-analyst');

    await page.click('.graphiql-editor .view-line:nth-child(5)');
    await page.keyboard.type(' phone');
    await page.click('.graphiql-execute-button');
    await expect.poll(() => page.textContent('#strip .refusal')).toContain('`Customer` has no field `phone`');
    await shoot(page, '5-refused');

    expect(troubles.filter((text) => !text.includes('400 (Bad Request)'))).toEqual([]);
    expect(outside).toEqual([]);
    expect(await page.evaluate('JSON.stringify(localStorage) + location.href')).not.toContain('token-of-');
    expect(await page.evaluate('location.href')).toBe(world.url);
    await page.context().close();
  },
  60_000,
);

browse(
  'a browser in Chinese reads Chinese, and the choice is remembered',
  async () => {
    const { page, troubles } = await visit('zh-CN');
    expect(await page.textContent('#bar')).toContain('身份');
    await page.selectOption('#persona', 'analyst');
    await expect.poll(() => seen.at(-1)?.purpose).toBe('analytics');
    await page.reload();
    await editorReady(page);
    expect(await page.inputValue('#persona')).toBe('analyst');
    await run(page);
    await expect.poll(() => page.textContent('#strip')).toContain('不展示');
    await shoot(page, '4-chinese');
    await page.selectOption('#persona', 'dpo');
    await expect.poll(() => page.isDisabled('#purpose')).toBe(true);
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  60_000,
);

test('a token goes to the page of this machine only', async () => {
  const at = world.url.replace('/graphql', '/demo/token?persona=support');
  expect(await (await fetch(at)).json()).toEqual({ token: 'token-of-support' });
  expect((await fetch(at, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  expect((await fetch(at.replace('support', 'nobody'))).status).toBe(404);
  const elsewhere = await new Promise((resolve) => {
    void import('node:http').then(({ get }) =>
      get(at, { headers: { host: 'rebound.invalid' } }, ({ statusCode }) => resolve(statusCode)),
    );
  });
  expect(elsewhere).toBe(403);
});

test('the page runs no script but those of the gateway, and a configuration cannot leave its element', async () => {
  const page = await fetch(world.url, { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe-eval');
  const tricky = createGraphiQL({ query: '</script><script>alert(1)</script>' }).page({
    method: 'GET',
    url: '',
    headers: {},
    body: '',
    source: '',
  });
  expect((await tricky).body).not.toContain('<script>alert');
});
