import { expect } from 'vitest';
import { type Asking, leakGateway, type Reply, steady } from './gateway.ts';
import type { PersonaName } from './personas.ts';

/** One question to both worlds, which differ only in what the persona may not see. */
export async function inBoth(
  persona: PersonaName,
  query: string,
  asking?: Asking,
): Promise<readonly [a: string, b: string, reply: Reply]> {
  const [a, b] = await Promise.all([leakGateway('a'), leakGateway('b')]);
  const [one, other] = await Promise.all([a.ask(persona, query, asking), b.ask(persona, query, asking)]);
  return [steady(one), steady(other), one];
}

/** INVARIANT: two worlds with the same readable relation give the same answer. */
export async function expectNoBits(persona: PersonaName, query: string, asking?: Asking): Promise<Reply> {
  const [a, b, reply] = await inBoth(persona, query, asking);
  expect(a, `${persona} asks ${query} ${JSON.stringify(asking?.variables ?? {})}`).toBe(b);
  return reply;
}
