import { z } from 'zod';

/** Where a value goes: `name` is a query parameter, `/a/b` a place in the JSON body (RFC 6901; `-` adds to a list). */
export const place = z
  .string()
  .regex(/^(\/.*|[^/\s&=#?]+)$/, 'a place is the name of a query parameter, or `/a/b` in the JSON body')
  .describe('The name of a query parameter, or `/a/b` in the JSON body.');
/** A place in an answer. */
export const pointer = z
  .string()
  .regex(/^(\/.*)?$/, 'a pointer is `/a/b` (RFC 6901), or empty for the whole')
  .describe('`/a/b` in the JSON answer (RFC 6901); empty for the whole.');
/** A path below the address of the store. */
export const relative = z
  .string()
  .regex(
    /^\/(?!\/)[^\s?#\\]*$/,
    'a path begins with one `/` and has neither query nor fragment: parameters stand in `query`',
  );
/** Any JSON. */
export const json: z.ZodType<unknown> = z.unknown();
/** What is always said, by place. */
export const parameters = z.record(place, json).default({}).describe('What every call of it says, by place.');
/** A whole number from 1. */
export const count = (most: number): z.ZodInt => z.int().min(1).max(most);
