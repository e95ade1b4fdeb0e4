import { parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Asked } from '../../gateway/asked.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { written } from '../../gateway/json.ts';
import { answer } from '../../gateway/pipeline.ts';
import type { LedgerEntry } from '../../plugins/audit/port.ts';
import { demoGateway } from '../fixtures/gateway.ts';

const { gateway } = (await demoGateway()).running;

/** Whole branches that a store may bring with their parents' rows, and some that it may not. */
const documents: readonly string[] = [
  '{ customers(first: 7) { nodes { id name orders(first: 3) { nodes { id placedAt total status items(first: 2) { nodes { product quantity } } } } } } }',
  '{ customers(first: 3) { nodes { id orders(first: 2) { __typename nodes { __typename number: id } } feedbacks { nodes { id rating } } } } }',
  '{ customers(first: 4, orderBy: [{ name: DESC }]) { edges { node { id orders(orderBy: [{ total: DESC }], first: 2) { nodes { total } } } } } }',
  '{ customers(first: 4) { nodes { id orders(last: 2) { nodes { id } } } } }',
  '{ customers(first: 4) { nodes { id orders(first: 2) { totalCount nodes { id } pageInfo { hasNextPage } } } } }',
  'query($in: Boolean = false) { customers(first: 4) { nodes { id orders(first: 2) { nodes { id status @include(if: $in) } } } } }',
  '{ customers(first: 5) { nodes { id orders(first: 2, filter: { status: { eq: SHIPPED } }) { nodes { id status } } } } }',
  '{ orders(first: 5) { nodes { id customer { id orders(first: 2) { nodes { id } } } items { nodes { id product } } } } }',
  '{ customer(id: "Customer:3") { id orders { nodes { id items { nodes { id order { id } } } } } } }',
  '{ customers(first: 2) { nodes { activities(first: 3) { nodes { id kind at } } } } }',
];

async function answered(nests: boolean, source: string): Promise<{ readonly data: unknown; readonly entry: unknown }> {
  const entries: LedgerEntry[] = [];
  const stores = new Map([...gateway.stores].map(([name, store]) => [name, { ...store, nests }] as const));
  const ledger: Gateway['ledger'] = { ...gateway.ledger, append: async (entry) => void entries.push(entry) };
  const edition = gateway.edition();
  const asked: Asked = {
    asker: {
      principal: {
        id: 'f',
        issuer: 'i',
        roles: ['fraud'],
        purposes: ['fraud-investigation'],
        claims: {},
        expires: Number.MAX_SAFE_INTEGER,
      },
      entitlement: { roles: ['fraud'] },
      edition,
      refusals: [],
    },
    source,
    document: parse(source),
    variables: {},
    purpose: { header: 'fraud-investigation', body: undefined },
    refusals: [],
    report: true,
    started: 0,
  };
  const faults: unknown[] = [];
  const fault: Gateway['fault'] = (_, one) => void faults.push(one);
  const { data, errors } = await answer({ ...gateway, stores, ledger, fault, recorded: () => undefined }, asked);
  expect([errors, faults]).toEqual([[], []]);
  const { rows, misfits, subjectCount, verdicts } = entries[0] as LedgerEntry;
  return {
    data: JSON.parse(data ? written(data).toString('utf8') : 'null'),
    entry: { rows, misfits, subjectCount, verdicts },
  };
}

test.each(documents)(
  'whether rows come with their parents or by themselves, the answer and its record are the same: %s',
  async (source) => {
    const [nested, apart] = [await answered(true, source), await answered(false, source)];
    expect(nested).toEqual(apart);
  },
);
