import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgraphile } from 'postgraphile';
import { TYPES } from 'postgraphile/@dataplan/pg';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { addPgTableCondition } from 'postgraphile/utils';
import { databaseUrl, serve } from '../servers/child.ts';
import { poolSize } from '../servers/pool.ts';

/** A condition of one's own, as its documentation has it: by itself it has none but equality. */
const createdAt = (name: string, operator: '<' | '>=') =>
  addPgTableCondition(
    { schemaName: 'shop', tableName: 'customers' },
    name,
    ({ getTypeByName }) => ({ type: getTypeByName('Datetime') as never }),
    (value, { sql, sqlTableAlias, sqlValueWithCodec }) => {
      const compared = operator === '<' ? sql`<` : sql`>=`;
      return sql`${sqlTableAlias}.created_at ${compared} ${sqlValueWithCodec(value, TYPES.timestamptz)}`;
    },
  );

/** PostGraphile 5 with its own preset, on the tables as they are. */
const service = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [createdAt('createdBefore', '<'), createdAt('createdFrom', '>=')],
  pgServices: [makePgService({ connectionString: databaseUrl(), schemas: ['shop'], poolConfig: { max: poolSize } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false },
}).createServ(grafserv);

const server = createServer();
server.keepAliveTimeout = 65_000;
await service.addTo(server);
server.listen(0, '127.0.0.1', () => serve((server.address() as AddressInfo).port));
