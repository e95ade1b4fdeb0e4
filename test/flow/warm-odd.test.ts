import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { demoGateway } from '../fixtures/gateway.ts';

const gateway = await demoGateway();

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** One request as it is, with the headers that `fetch` would mend. */
function send(path: string, headers: Headers, body: string): Promise<readonly [number | undefined, string]> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method: 'POST', headers: headers as Record<string, string[]> },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks)
            .toString('utf8')
            .replace(/"receipt":"[\w-]{22}"/, '"receipt":"…"');
          resolve([answer.statusCode, `${answer.headers['content-type']} ${text}`]);
        });
      },
    );
    sent.on('error', reject).end(body);
  });
}

const query = '{ customers(first: 1) { nodes { id name } } }';
const named = 'query A { viewer { id } } query B { customers(first: 1) { nodes { id } } }';
const json = (more: object = {}): string => JSON.stringify({ query, ...more });
const latin = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const odd: readonly (readonly [string, Headers, string])[] = [
  ['no purpose', { 'scrim-purpose': '' }, json()],
  ['spaces around a purpose', { 'scrim-purpose': ' fraud-investigation  ' }, json()],
  ['a purpose in capitals', { 'scrim-purpose': 'FRAUD-INVESTIGATION' }, json()],
  ['a header of capitals', { 'SCRIM-PURPOSE': 'fraud-investigation' }, json()],
  ['a purpose twice', { 'scrim-purpose': ['fraud-investigation', 'fraud-investigation'] }, json()],
  ['two purposes', { 'scrim-purpose': ['fraud-investigation', 'analytics'] }, json()],
  ['a purpose of letters beyond ASCII', { 'scrim-purpose': latin('目的') }, json()],
  ['a purpose in the body too', {}, json({ extensions: { purpose: 'fraud-investigation' } })],
  ['another purpose in the body', {}, json({ extensions: { purpose: 'analytics' } })],
  ['a purpose in the body that is none', {}, json({ extensions: { purpose: ['fraud-investigation'] } })],
  [
    'a purpose behind a prototype',
    {},
    `{"query":${JSON.stringify(query)},"extensions":{"__proto__":{"purpose":"analytics"}}}`,
  ],
  ['a body with a prototype', {}, `{"query":${JSON.stringify(query)},"__proto__":{"variables":{}}}`],
  ['a query twice', {}, `{"query":"{ viewer { id } }","query":${JSON.stringify(query)}}`],
  ['nulls', {}, json({ operationName: null, variables: null, extensions: null })],
  ['an operation of no name', {}, json({ operationName: '' })],
  ['an operation that is not there', {}, json({ operationName: 'C' })],
  ['an operation of two', {}, JSON.stringify({ query: named, operationName: 'B' })],
  ['the other operation of two', {}, JSON.stringify({ query: named, operationName: 'A' })],
  ['none of two operations', {}, JSON.stringify({ query: named })],
  ['an operation by the name of a prototype', {}, json({ operationName: '__proto__' })],
  ['a report that is not wanted', { 'scrim-report': ' NONE ' }, json()],
  ['a report that is wanted twice', { 'scrim-report': ['none', 'none'] }, json()],
  ['a type in capitals', { 'content-type': 'APPLICATION/JSON; CHARSET=UTF-8' }, json()],
  ['a type in Latin', { 'content-type': 'application/json; charset=latin1' }, json()],
  ['two types', { 'content-type': 'application/json, text/plain' }, json()],
  ['an encoding', { 'content-encoding': 'gzip' }, json()],
  ['an answer by weight', { accept: 'application/json;q=0.1, application/graphql-response+json;q=0.2' }, json()],
  ['an answer in another letters', { accept: 'application/json; charset=utf-16' }, json()],
  ['two accepts', { accept: ['text/html', '*/*'] }, json()],
  [
    'variables that nobody declared',
    {},
    `{"query":${JSON.stringify(query)},"variables":{"x":1,"__proto__":{"y":1},"constructor":2}}`,
  ],
  ['two tokens', { authorization: ['Bearer x', 'Bearer y'] }, json()],
  ['a token behind two spaces', {}, json()],
  ['a mark before the body', {}, `\uFEFF${json()}`],
  ['spaces around the body', {}, ` \n${json()}\n `],
];

describe('both doors answer alike', () => {
  test.each(odd)('%s', async (name, headers, body) => {
    const token = await gateway.token('fraud');
    const authorization = `${name.includes('two spaces') ? 'Bearer  ' : 'Bearer '}${token}`;
    const all = {
      'content-type': 'application/json',
      authorization,
      'scrim-purpose': 'fraud-investigation',
      ...headers,
    };
    const cold = await send('/graphql?', all, body);
    for (let time = 0; time < 2; time += 1) expect(await send('/graphql', all, body)).toEqual(cold);
  });
});
