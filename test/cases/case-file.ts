import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { wordings } from './wording.ts';

const wording = z.enum(Object.keys(wordings) as [keyof typeof wordings, ...(keyof typeof wordings)[]]);
const why = z.string().min(1);
const example = z.string().regex(/ → /).optional();

const entry = z.discriminatedUnion('shows', [
  z.strictObject({ shows: z.literal('clear'), why }),
  z.strictObject({ shows: z.literal('reduced'), as: wording, why, example }),
  z.strictObject({ shows: z.literal('replaced'), as: wording, why }),
  z.strictObject({ shows: z.literal('withheld'), why }),
  z.strictObject({ shows: z.literal('conditional'), where: z.string(), reason: z.string(), why }),
  z.strictObject({ shows: z.literal('refused'), needs: z.array(z.string()).min(1), why }),
  z.strictObject({ shows: z.literal('absent'), why }),
]);
/** What the table says of one coordinate. */
export type Entry = z.infer<typeof entry>;

/** Which rows of an entity exist for them: a condition over its own table, which is `t`. */
const readable = z.strictObject({ where: z.string(), why });

const expected = z.union([
  z.strictObject({ truth: z.string() }),
  z.strictObject({ kept: z.string() }),
  z.strictObject({ 'other than': z.string() }),
  z.strictObject({ as: wording, of: z.string() }),
  z.strictObject({ set: z.array(z.string()) }),
  z.strictObject({ 'count of': z.string() }),
  z.strictObject({ like: z.string() }),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
]);
export type Expected = z.infer<typeof expected>;

const step = z.strictObject({
  who: z.string().optional(),
  purpose: z.string().optional(),
  ask: z.string(),
  with: z.record(z.string(), z.unknown()).optional(),
  gets: z.record(z.string(), expected).optional(),
  refused: z
    .strictObject({ code: z.string(), at: z.string().optional(), needs: z.array(z.string()).optional() })
    .optional(),
  report: z.record(z.string(), z.enum(['reduced', 'replaced', 'withheld', 'conditional'])).optional(),
  agreement: z.strictObject({ id: z.string(), until: z.string(), terms: z.string() }).optional(),
  keep: z.record(z.string(), z.string()).optional(),
});
export type Step = z.infer<typeof step>;

const caseFile = z.strictObject({
  who: z.string(),
  purpose: z.string(),
  says: z.string(),
  fields: z.record(z.string(), entry).optional(),
  rows: z.record(z.string(), readable).optional(),
  cases: z
    .array(z.strictObject({ name: z.string(), why: z.string().optional(), steps: z.array(step).min(1) }))
    .optional(),
});
export type CaseFile = z.infer<typeof caseFile> & { readonly name: string };

const folder = new URL('./', import.meta.url);

/** Every file of golden cases beside this one. */
export const caseFiles = (): readonly CaseFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, ...caseFile.parse(parse(readFileSync(new URL(name, folder), 'utf8'))) }));
