import type { GraphQLSchema } from 'graphql';
import type { Truth, TruthRow } from '../../cases/truth.ts';
import { everyRoot } from '../battery.ts';
import { demoProfiles } from '../demo-profiles.ts';
import { ask, type Known, type Values } from './probe.ts';
import type { MatrixWorld, Process } from './world.ts';

/** What everybody has been shown, in a process of an older policy and of the one in force. */
export async function knownOf(world: MatrixWorld): Promise<Known> {
  const process = await world.start(world.older);
  const old = await shown(process);
  if (!process.running.reload(world.configuration)) throw new Error('the older policy is another one');
  const now = await shown(process);
  const documents = documentsOf(process);
  await process.close();
  const unique = (key: RegExp, text: string): readonly string[] => [
    ...new Set([...text.matchAll(key)].map(([, one = '']) => one)),
  ];
  return {
    ...(await trueValues(world.truth)),
    ids: unique(/"id":"([^"]+)"/g, now),
    phones: unique(/"phone":"([^"*]+)"/g, now),
    cursors: unique(/"endCursor":"([^"]+)"/g, now),
    oldCursors: unique(/"endCursor":"([^"]+)"/g, old),
    documents,
  };
}

const page = 'pageInfo { endCursor }';
const seen = [
  `{ customers(first: 1) { nodes { id } ${page} } }`,
  '{ customers(first: 1) { nodes { phone } } }',
  `{ orders(first: 1) { nodes { id } ${page} } }`,
];

async function shown(process: Process): Promise<string> {
  const told: string[] = [];
  for (const profile of demoProfiles) for (const query of seen) told.push((await process.ask(profile, ask(query))).raw);
  return told.join('\n');
}

/** Of every schema that there is, each root with what can be selected below it. */
function documentsOf({ running }: Process): readonly string[] {
  const edition = running.gateway.edition();
  const now = running.gateway.clock().getTime() / 1000;
  const schemas = demoProfiles.map(({ who, roles = [who] }): GraphQLSchema => {
    const partner = /^partner-(.+)/.exec(who)?.[1];
    return edition.schema(
      partner === undefined ? { roles } : { roles: [], partner, agreements: edition.agreements(partner, now) },
    );
  });
  const all = schemas.flatMap((schema) => everyRoot(schema, 1)).map((query) => query.replace('first: 30', 'first: 4'));
  return [...new Set(all), '{ viewer { id roles partner purposes { id description } } }'];
}

type Truths = Pick<Known, 'people' | 'order' | 'activity' | 'feedback'>;

async function trueValues(truth: Truth): Promise<Truths> {
  const agreed = 'select from crm.consents k where k.customer_id = t.id and k.withdrawn_at is null';
  const [silent] = await truth.where('Customer', `not exists (${agreed}) and t.id > 2 and t.email is not null`);
  const [order] = await truth.where('Order', "t.customer_id = 2 and t.status <> 'SHIPPED'");
  const [activity] = await truth.where('Activity', 't.customer_id = 2');
  const feedbacks = await truth.entity('Feedback');
  const people = await truth.entity('Customer');
  const byKey = (key: string): TruthRow | undefined => people.find(({ values }) => values['id'] === `Customer:${key}`);
  return {
    people: [byKey('1'), byKey('2'), silent].map(valuesOf),
    order: valuesOf(order),
    activity: valuesOf(activity),
    feedback: valuesOf(feedbacks.find(({ person }) => person.length > 0)),
  };
}

const valuesOf = (row: TruthRow | undefined): Values => {
  if (!row) throw new Error('the demo has no such record');
  return Object.fromEntries(Object.entries(row.values).map(([name, value]) => [name, value ?? 'none']));
};
