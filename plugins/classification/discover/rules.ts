import { z } from 'zod';
import { discoveredCategories, sensitivities, valueTypes } from './facts.ts';

const phrase = z.string().min(1);
const phrases = z.array(phrase);

/** What a table can be: its words say so, or its columns do (`linked`: rows that point to a person). */
export const tableKinds = [
  'person',
  'personal',
  'finance',
  'health',
  'credential',
  'transaction',
  'behaviour',
  'feedback',
  'organisation',
  'place',
  'thing',
  'system',
] as const;
export type NamedKind = (typeof tableKinds)[number];
export type TableKind = NamedKind | 'linked' | 'unknown';

/** Whose a value is: a person's, in a row about a person, of something else, or nobody knows. */
export const holders = ['person', 'about', 'organisation', 'place', 'thing', 'unknown'] as const;
export type Holder = (typeof holders)[number];

const meaning = z.strictObject({
  words: phrases.min(1).describe('phrases of meanings, any of which'),
  types: z.array(z.enum(valueTypes)).optional().describe('the types that such a column can have'),
  whose: z.array(z.enum(holders)).optional().describe('whose it must be, by its own words or its table'),
  never: z.array(z.enum(holders)).optional().describe('whose it must not be by its own words'),
  in: z
    .array(z.enum([...tableKinds, 'linked', 'unknown']))
    .optional()
    .describe('the kinds of tables it may stand in'),
  strange: z.boolean().optional().describe('whether a word that nobody knows must stand before it, or must not'),
  is: phrase.describe('the semantic type; `table` is `plain`'),
  category: z.enum([...discoveredCategories, 'table']).describe('the category; `table` is the one of the table'),
  sensitive: z.enum(sensitivities),
  pii: z.boolean(),
  sure: z.number().min(0).max(1),
  why: z.string().min(1),
});

/** The file of patterns, ours in three parts and a user's own in one. */
export const patternsFormat = z.strictObject({
  words: z.record(phrase, phrases).optional().describe('meanings with their spellings'),
  initials: z.record(phrase, phrase).optional().describe('pinyin by its first letters, with what it means'),
  kinds: z.partialRecord(z.enum(tableKinds), phrases).optional().describe('what tables are, by their last word'),
  phrases: z.record(phrase, z.enum(tableKinds)).optional().describe('what tables are, by their last words'),
  tables: z.record(phrase, z.enum(tableKinds)).optional().describe('as phrases, for tables and not for columns'),
  personal: phrases.optional().describe('words that say in the name of a column that it is a person’s'),
  things: phrases.optional().describe('words that say in the name of a column that it is a thing’s'),
  either: phrases.optional().describe('words of organisations that are persons where few tables point to them'),
  silent: phrases.optional().describe('words that say nothing'),
  transparent: phrases.optional().describe('words after a meaning that leave it what it is'),
  suffixes: phrases.optional().describe('meanings that are read behind letters that nobody knows'),
  neutral: phrases.optional().describe('last words that make something else of it'),
  semantics: z
    .record(phrase, phrase)
    .optional()
    .describe('the semantic type of a single meaning, where a row has several'),
  meanings: z.array(meaning).optional().describe('what a column is, by the meaning of its words'),
});

export type Patterns = z.infer<typeof patternsFormat>;
export type Meaning = z.infer<typeof meaning>;
