import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { inBoth } from './twice.ts';
import { leakGateway } from './gateway.ts';
import { names } from './personas.ts';

// INVARIANT: these stand last, so that they look at all that the channels before them let out.

test('every answer of this suite: no persona got a character more of any canary than is theirs to see', async () => {
  for (const variant of ['a', 'b'] as const) {
    const { replies, scan } = await leakGateway(variant);
    for (const persona of names) {
      const got = [
        ...new Set(replies.filter(({ to }) => to === persona).flatMap(({ reply }) => [reply.text, reply.headers])),
      ];
      expect(scan(persona)(got.join('\n')), `${persona} in world ${variant}`).toEqual([]);
    }
  }
});

test('the scanner sees what there is: a chief was answered nearly every canary', async () => {
  const { replies, scan, world } = await leakGateway('a');
  const chief = replies
    .filter(({ to, reply }) => to === 'chief' && reply.status === 200)
    .map(({ reply }) => reply.text)
    .join('\n');
  const found = scan('nobody')(chief).join('\n');
  for (const { id } of world.people)
    for (const cell of [
      'name',
      'birthDate',
      'nationalId',
      'phone',
      'email',
      'address',
      'town',
      'ip',
      'balance',
      'secretCode',
    ])
      expect(found).toContain(`Person.${cell} of ${id}`);
  expect(found).toContain('Vault.contents');
  expect(found).not.toContain('the unnamed column');
});

test('leaks 46 and 67: log, metrics and ledger hold no canary at all, though every document and variable did', async () => {
  for (const variant of ['a', 'b'] as const) {
    const { logged, recorded, get, scan } = await leakGateway(variant);
    expect(logged().length).toBeGreaterThan(10_000);
    expect(scan('nobody')(logged())).toEqual([]);
    expect(scan('nobody')((await get('/metrics')).text)).toEqual([]);
    const entries = recorded();
    expect(entries).toContain('"receipt"');
    expect(scan('nobody')(entries)).toEqual([]);
  }
});

test('leak 67: a record names no person, and what it counts is what was answered', async () => {
  const [, , reply] = await inBoth('clerk', '{ people { nodes { id name } } }');
  const { recorded } = await leakGateway('a');
  const line =
    recorded()
      .split('\n')
      .find((one) => one.includes(reply.body.extensions?.privacy.receipt ?? '?')) ?? '';
  expect(line).toContain('"subjectCount":4');
  expect(line).not.toMatch(/Person:K/);
});

test('leaks 60 and 67: the hash of a document in the record does not let its literals be guessed', async () => {
  const { ask, recorded, world } = await leakGateway('a');
  const document = `{ personLookup(by: { phone: "${world.people[0]?.phone}" }) { id } }`;
  const { body } = await ask('clerk', document);
  const line =
    recorded()
      .split('\n')
      .find((one) => one.includes(body.extensions?.privacy.receipt ?? '?')) ?? '';
  expect(line).toContain('"hash":"');
  for (const guess of [document, document.trim(), world.people[0]?.phone ?? '']) {
    for (const algorithm of ['sha256', 'sha1', 'md5', 'sha512'])
      expect(recorded()).not.toContain(createHash(algorithm).update(guess).digest('hex'));
  }
});
