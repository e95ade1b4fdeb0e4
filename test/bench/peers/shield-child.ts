import { createRequire } from 'node:module';
import util from 'node:util';
import type { ExecutionArgs } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { listenAs } from './listen.ts';
import { openAudit } from './reads.ts';
import { buildSchema, contextOf, type PeerContext } from './schema.ts';

// graphql-shield 7.6.5 asks for what Node 23 took out, so it is loaded where it can still be given it.
Object.assign(util, { isUndefined: (value: unknown) => value === undefined });
const require = createRequire(import.meta.url);
const { and, rule, shield } = require('graphql-shield') as typeof import('graphql-shield');
const { applyMiddleware } = require('graphql-middleware') as typeof import('graphql-middleware');

const masked = buildSchema({
  phone: (text) => `****${text.replace(/\D/g, '').slice(-4)}`,
  email: (text) => text.replace(/^(.)[^@]*/, '$1***'),
  birthDate: (text) => `${text.slice(0, 4)}-01-01`,
});

interface Context extends PeerContext {
  readonly purpose: string | null;
}

const purposes: Readonly<Record<string, readonly string[]>> = {
  'customer-support': ['identity', 'contact', 'transaction'],
};

/** Asked once for a request, as its documentation advises where the answer depends on the caller alone. */
const mayRead = (category: string) =>
  rule(category, { cache: 'contextual' })(
    async (_parent, _args, { purpose }: Context) => purposes[purpose ?? '']?.includes(category) ?? false,
  );
const [identity, contact, transaction] = [mayRead('identity'), mayRead('contact'), mayRead('transaction')];
const guard = shield(
  {
    Query: { '*': identity },
    Customer: { '*': identity, phone: and(identity, contact), email: and(identity, contact), orders: transaction },
    Order: { '*': transaction },
    Item: { '*': transaction },
  },
  { fallbackRule: identity },
);

const audit = await openAudit();
const audited = ({ contextValue, document }: ExecutionArgs): Promise<void> => {
  const { purpose, read } = contextValue as Context;
  return audit(purpose ?? '', document.loc?.source.body ?? '', read);
};

/** What many build: rules around every resolver, masks inside of them, and a row of an audit table for each answer. */
const yoga = createYoga<object, Context>({
  schema: applyMiddleware(masked, guard),
  context: ({ request }) => ({ ...contextOf(), purpose: request.headers.get('scrim-purpose') }),
  graphiql: false,
  landingPage: false,
  logging: false,
  plugins: [{ onExecute: ({ args }: { readonly args: ExecutionArgs }) => ({ onExecuteDone: () => audited(args) }) }],
});
listenAs(yoga);
