import { z } from 'zod';
import { issuersSection } from '../identify/options.ts';
import { keysSection } from '../identify/keys.ts';
import { ledgerSettings } from '../ledger/open.ts';
import { storeOptions } from '../stores/open.ts';

const listenOptions = z.strictObject({
  host: z.string().min(1).default('127.0.0.1').describe('`HOST` in the environment overrides it.'),
  port: z.coerce
    .number<string | number>()
    .int()
    .min(0)
    .max(65_535)
    .default(4000)
    .describe('`PORT` in the environment overrides it.'),
});

/** `gateway.yaml`: how the gateway runs. */
export const gatewayOptions = z
  .strictObject({
    demo: z
      .union([z.boolean(), z.literal('trial')])
      .default(false)
      .describe(
        'Invented data, an issuer of its own and a chooser of personas. `trial`: the same beside a store of your own, for this machine only, whatever the environment says.',
      ),
    data: z
      .string()
      .min(1)
      .default('.scrim')
      .describe('The data folder; relative paths are relative to where the command runs.'),
    listen: listenOptions.prefault({}),
    stores: z
      .record(z.string().regex(/^[a-z][a-z0-9_-]*$/, 'a store has a lower-case name'), storeOptions)
      .describe('Where customer data lies.'),
    issuers: issuersSection.describe('Who may say who calls.'),
    keys: keysSection.describe('The root keys; the first is current.'),
    ledger: ledgerSettings.prefault({ kind: 'file' }).describe('Where records are made durable.'),
    graphiql: z
      .union([
        z.boolean(),
        z.strictObject({ query: z.string().min(1).describe('What the editor holds at the first visit.') }),
      ])
      .default(true)
      .describe('Serve GraphiQL to browsers at `/graphql`.'),
  })
  .describe('How the gateway runs.');

export type GatewayOptions = z.infer<typeof gatewayOptions>;
