import { z } from 'zod';
import { json, pointer } from './places.ts';

/** An address of HTTP. */
export const address = z.url({ protocol: /^https?$/, error: 'an address begins with https://' });
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

/** How the gateway shows who it is. */
export const authorization = z
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

export type Authorization = z.infer<typeof authorization>;
