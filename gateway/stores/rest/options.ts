import { z } from 'zod';
import { address, type Authorization, authorization } from './authorization-options.ts';
import { count, pointer, relative } from './places.ts';
import { resource } from './resource-options.ts';
import { hasPatterns, speaksOneWay } from './resource-speech.ts';

const codes = z.array(z.union([z.string(), z.number()]));

/** A store behind a JSON API, as gateway.yaml describes it. */
export const restOptions = z
  .strictObject({
    kind: z.literal('rest').describe('A JSON API over HTTPS, described here.'),
    url: address.describe('Where its paths begin: https://HOST/PATH. http only on the loopback address.'),
    networks: z
      .array(z.union([z.cidrv4(), z.cidrv6()]))
      .default([])
      .describe('Private networks that its names may lead to: `10.1.0.0/16`. All others are refused.'),
    headers: z.record(z.string().min(1), z.string()).default({}).describe('Said with every call.'),
    authorization,
    sslrootcert: z
      .string()
      .min(1)
      .optional()
      .describe('A file of certificates to trust (PEM); the ones Node knows where there is none.'),
    sslcert: z.string().min(1).optional().describe('A certificate to show to the server (PEM).'),
    sslkey: z.string().min(1).optional().describe('The key of `sslcert` (PEM).'),
    timeoutMs: count(600_000).default(10_000).describe('How long a read may take, all its calls together.'),
    callTimeoutMs: count(600_000).default(5_000).describe('How long one call may take.'),
    attempts: count(10).default(3).describe('How often a call is tried.'),
    concurrent: count(1000).default(8).describe('The most calls at a time.'),
    rate: z
      .strictObject({ calls: count(1_000_000), perMs: count(86_400_000) })
      .optional()
      .describe('The most calls within so many milliseconds.'),
    most: count(1_000_000)
      .default(5_000)
      .describe('The most records that one read may fetch; beyond it `COST_EXCEEDED`.'),
    calls: count(100_000).default(200).describe('The most calls of one read; beyond it `COST_EXCEEDED`.'),
    scan: z
      .boolean()
      .default(false)
      .describe(
        'What the API cannot do is done in the gateway, over at most `most` records. Otherwise it is in no schema, and `scrim check` refuses what needs it.',
      ),
    response: z
      .strictObject({
        bytes: count(1_000_000_000).default(10_000_000).describe('The most bytes of an answer.'),
        depth: count(1000).default(32).describe('How deep its JSON may be.'),
        values: count(100_000_000)
          .default(250_000)
          .describe(
            'The most values (texts, numbers, lists, objects) of its JSON: nothing else happens while they are read.',
          ),
      })
      .default({ bytes: 10_000_000, depth: 32, values: 250_000 }),
    errors: z
      .strictObject({
        at: pointer,
        fine: codes.describe('What stands there where all is well; it may be absent too.'),
        throttled: codes.default([]).describe('What stands there where the call is to be tried later.'),
        unauthorized: codes.default([]).describe('What stands there where the token is worth nothing any more.'),
        nothing: codes.default([]).describe('What stands there where there are no records.'),
      })
      .optional()
      .describe('Where an API answers 200 and says in the body that it failed.'),
    ready: relative
      .optional()
      .describe('A path that answers 2xx while the API is well; the first list where nothing is said.'),
    resources: z.record(z.string().min(1), resource).describe('What a catalogue calls tables, by name.'),
  })
  .refine((one) => isSecure(one.url) && tokenUrls(one.authorization).every(isSecure), {
    message: 'an address is https, save on the loopback address',
  })
  .refine((one) => isBare(one.url), {
    message: 'the `url` has no user, query or fragment: say secrets in `authorization`, and parameters with `say`',
  })
  .refine((one) => (one.sslcert === undefined) === (one.sslkey === undefined), {
    message: 'give `sslcert` and `sslkey` together',
  })
  .refine((one) => Object.values(one.resources).every(({ key, fields }) => Object.hasOwn(fields, key)), {
    message: 'the `key` of a resource is one of its `fields`',
  })
  .refine((one) => Object.values(one.resources).every(speaksOneWay), {
    message: 'a place in a body (`/a/b`) wants `method: POST`',
  })
  .refine((one) => one.scan || Object.values(one.resources).every(({ key, fields }) => fields[key]?.sort.asc), {
    message: 'say with `sort: { asc: … }` how a resource is ordered by its key, or set `scan: true`',
  })
  .refine((one) => Object.values(one.resources).every(hasPatterns), { message: '`only` is a regular expression' });

const isSecure = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
};

/** What stands there beside host and path would be left out of every call. */
const isBare = (text: string): boolean => {
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === '');
};

const tokenUrls = (one: Authorization): readonly string[] => ('tokenUrl' in one ? [one.tokenUrl] : []);

export type RestOptions = z.infer<typeof restOptions>;
