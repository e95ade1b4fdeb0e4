import { createYoga } from 'graphql-yoga';
import { listenAs } from './listen.ts';
import { buildSchema, contextOf, type Mask } from './schema.ts';

const open: Mask = (text) => text;

/** GraphQL Yoga with Pothos and DataLoader, as their documentation has it. */
const yoga = createYoga({
  schema: buildSchema({ phone: open, email: open, birthDate: open }),
  context: contextOf,
  graphiql: false,
  landingPage: false,
  logging: false,
});
listenAs(yoga);
