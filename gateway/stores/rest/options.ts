import { z } from 'zod';

/** Where a value goes: `name` is a query parameter, `/a/b` a place in the JSON body (RFC 6901; `-` adds to a list). */
const place = z
  .string()
  .regex(/^(\/.*|[^/\s&=#?]+)$/, 'a place is the name of a query parameter, or `/a/b` in the JSON body')
  .describe('The name of a query parameter, or `/a/b` in the JSON body.');
const pointer = z
  .string()
  .regex(/^(\/.*)?$/, 'a pointer is `/a/b` (RFC 6901), or empty for the whole')
  .describe('`/a/b` in the JSON answer (RFC 6901); empty for the whole.');
const relative = z
  .string()
  .regex(
    /^\/(?!\/)[^\s?#\\]*$/,
    'a path begins with one `/` and has neither query nor fragment: parameters stand in `query`',
  );
const json: z.ZodType<unknown> = z.unknown();
const parameters = z.record(place, json).default({}).describe('What every call of it says, by place.');
const count = (most: number): z.ZodInt => z.int().min(1).max(most);

const filterOperators = ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'startsWith', 'isNull'] as const;

const filter = z.union([
  place,
  z.strictObject({
    put: place,
    value: json
      .optional()
      .describe('What is put there: `{value}` in its texts is replaced. The value where nothing is said.'),
    only: z
      .string()
      .optional()
      .describe(
        'A pattern of texts that may be put there; others are compared in the gateway. Where a value stands in a longer text it is letters, digits and ` @._+-`.',
      ),
    join: z
      .string()
      .min(1)
      .optional()
      .describe(
        'With `in`: what the values are joined by; without it the parameter is repeated, and in a body it is a list.',
      ),
    most: count(10_000).default(100).describe('With `in`: the most values of one call.'),
    exact: z
      .boolean()
      .default(false)
      .describe('It gives what fits and nothing else: totals may be taken from the API.'),
  }),
]);

const field = z.strictObject({
  at: pointer.optional().describe('Where its value stands in a record; `/` and its name where nothing is said.'),
  format: z
    .enum(['epoch-seconds', 'epoch-milliseconds'])
    .optional()
    .describe('How the API writes a moment, where it is no text.'),
  empty: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .default([])
    .describe('Values that mean null: `[""]`.'),
  filters: z
    .partialRecord(z.enum(filterOperators), filter)
    .default({})
    .describe('Operators that the API has for it: each gives all records that fit, and may give more.'),
  sort: z
    .strictObject({ asc: z.record(place, json).optional(), desc: z.record(place, json).optional() })
    .default({})
    .describe(
      'What asks for records ordered by it; `{ asc: {} }` where they always come so. Text by code point, nulls last ascending and first descending.',
    ),
});

const size = place.optional().describe('The place of the number of records of a page.');
const items = count(10_000).default(100).describe('How many records a page has.');
const paging = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.literal('none') }),
    z.strictObject({ by: z.literal('offset'), offset: place, size, items, more: pointer.optional() }),
    z.strictObject({
      by: z.literal('page'),
      page: place,
      first: z.int().min(0).default(1),
      size,
      items,
      more: pointer.optional(),
    }),
    z.strictObject({ by: z.literal('token'), token: place, next: pointer, size, items }),
    z.strictObject({
      by: z.literal('link'),
      next: pointer
        .optional()
        .describe('Where the address of the next page stands; the header `Link` where nothing is said.'),
      size,
      items,
    }),
  ])
  .default({ by: 'none' })
  .describe('How further records are asked for.');

const resource = z.strictObject({
  key: z.string().min(1).describe('The field that is the key of its records.'),
  fields: z.record(z.string().min(1), field).describe('The columns that a catalogue may name.'),
  list: z.strictObject({
    path: relative,
    method: z
      .enum(['GET', 'POST'])
      .default('GET')
      .describe('`POST` where it is how the API is asked; it must change nothing.'),
    say: parameters,
    items: pointer.default('').describe('Where the list of records stands in the answer.'),
    total: pointer.optional().describe('Where the number of all records that fit stands in the answer.'),
    paging,
  }),
  byId: z
    .strictObject({
      path: relative.refine((path) => path.includes('{key}'), 'the path holds `{key}`'),
      say: parameters,
      item: pointer.default('').describe('Where the record stands in the answer: the record, or a list of one.'),
    })
    .optional()
    .describe('How one record is asked for by its key. 404 means that there is none.'),
  byIds: z
    .strictObject({
      path: relative.optional().describe('The path of the list where nothing is said.'),
      put: place,
      join: z.string().min(1).optional().describe('What the keys are joined by; without it the parameter is repeated.'),
      most: count(10_000).default(100).describe('The most keys of one call.'),
    })
    .optional()
    .describe('How several records are asked for by their keys, in one answer without pages.'),
  select: z
    .strictObject({
      put: place,
      join: z.string().min(1).optional().describe('What joins them; without it they are a list.'),
      always: z.array(z.string()).default([]),
    })
    .optional()
    .describe('Where the API is told which fields to give; the first name of their `at` is said.'),
  sortJoin: z.string().min(1).optional().describe('What joins several terms of an order; without it there is one.'),
  ties: z.boolean().default(false).describe('Records that an order leaves equal come by their key, ascending.'),
});

const address = z.url({ protocol: /^https?$/, error: 'an address begins with https://' });
const secret = z.string().min(1).describe('From the environment: ${NAME}.');
const put = z
  .strictObject({
    header: z.string().min(1).optional(),
    scheme: z.string().default('Bearer').describe('The word before the token; empty for none.'),
  })
  .default({ scheme: 'Bearer' })
  .describe('How the token is shown: `Authorization: Bearer TOKEN` where nothing is said.');
const client = {
  tokenUrl: address.describe('The token endpoint.'),
  clientId: z.string().min(1),
  clientSecret: secret,
  send: z.enum(['basic', 'post']).default('basic').describe('How the client shows its secret.'),
  scope: z.string().optional(),
  put,
};

const authorization = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.literal('none') }),
    z.strictObject({ by: z.literal('header'), name: z.string().min(1).default('Authorization'), value: secret }),
    z.strictObject({ by: z.literal('client-credentials'), ...client }),
    z.strictObject({ by: z.literal('refresh-token'), ...client, refreshToken: secret }),
    z.strictObject({
      by: z.literal('token-call'),
      tokenUrl: address,
      body: z.record(z.string(), json).describe('What is posted there as JSON; secrets from the environment.'),
      token: pointer,
      expiresIn: pointer.optional().describe('Where the seconds of its life stand; an hour where nothing is said.'),
      put: z
        .record(z.string().min(1), z.string())
        .describe('By place (`header:NAME`, a query parameter or `/a/b`) what is said there; `{token}` is replaced.'),
    }),
  ])
  .default({ by: 'none' })
  .describe('How the gateway shows who it is.');

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
      })
      .default({ bytes: 10_000_000, depth: 32 }),
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

const tokenUrls = (one: z.infer<typeof authorization>): readonly string[] => ('tokenUrl' in one ? [one.tokenUrl] : []);

function speaksOneWay({ list, fields, select, byId }: z.infer<typeof resource>): boolean {
  const { paging: pages } = list;
  const said: readonly (string | undefined)[] = [
    ...Object.keys(list.say),
    'size' in pages ? pages.size : undefined,
    'offset' in pages ? pages.offset : 'page' in pages ? pages.page : 'token' in pages ? pages.token : undefined,
    ...Object.values(fields).flatMap(({ filters, sort }) => [
      ...Object.values(filters).map((one) => (typeof one === 'string' ? one : one.put)),
      ...Object.keys({ ...sort.asc, ...sort.desc }),
    ]),
    select?.put,
  ];
  const inBody = (one: string | undefined): boolean => one?.startsWith('/') ?? false;
  return (list.method === 'POST' || !said.some(inBody)) && !Object.keys(byId?.say ?? {}).some(inBody);
}

const hasPatterns = ({ fields }: z.infer<typeof resource>): boolean =>
  Object.values(fields)
    .flatMap(({ filters }) => Object.values(filters))
    .every((one) => typeof one === 'string' || one.only === undefined || isPattern(one.only));

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
}

export type RestOptions = z.infer<typeof restOptions>;
export type Resource = z.infer<typeof resource>;
export type ResourceField = z.infer<typeof field>;
export type Paging = Resource['list']['paging'];
export type Authorization = RestOptions['authorization'];
export type PushedOperator = (typeof filterOperators)[number];
