import { type NumberedGroup, settledGroups, settledText, withNoise } from '../../plugins/anonymization/noisy/answer.ts';
import { noisyMean } from '../../plugins/anonymization/bounds/error.ts';
import { numbersOf } from '../../plugins/anonymization/noisy/numbers.ts';
import { GatewayError } from '../../schema/terms/errors.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { BoundAggregate } from '../bound.ts';
import { type BoundNoise, mostFound } from '../noise.ts';
import { noRows, type Rows } from '../rows.ts';
import { averageOf, decimalOf, shortest } from './exact.ts';
import type { Reader } from './reader.ts';
import type { Paid, Purse } from './spending.ts';

/** One group of a noisy answer; `errors` where they are the group's own, as those of averages are. */
export interface NoisyGroup {
  readonly key: ReadonlyMap<string, Cell>;
  readonly figures: readonly Cell[];
  readonly errors: readonly (number | null)[];
}

/**
 * The groups of a noisy answer that is paid for: those that were settled before, or those that are settled now.
 * INVARIANT: nothing of an answer is given but what the budgets keep as the answer: data may have changed since, and two
 * answers with one noise would tell the difference exactly.
 */
export async function noisyGroups(
  purse: Purse,
  reader: Reader,
  aggregate: BoundAggregate,
  paid: Paid,
): Promise<readonly NoisyGroup[]> {
  const text = paid.answer ?? (await settled(purse, reader, aggregate, paid));
  const shown = shownOf(paid.noise, settledGroups(text));
  const { most, bearable = Number.POSITIVE_INFINITY } = aggregate;
  if (shown.length > bearable) throw tooMany(bearable);
  return shown.slice(0, most).map((group) => groupOf(aggregate, paid.noise, group));
}

/** Groups of few people are left out by what was told of them anyway: that costs nothing and gives nothing away. */
function shownOf({ registered, least }: BoundNoise, groups: readonly NumberedGroup[]): readonly NumberedGroup[] {
  if (least === undefined) return groups;
  const people = numbersOf(registered).findIndex(({ name }) => name === 'subjects');
  return groups.filter(({ numbers }) => (numbers[people] ?? 0n) >= BigInt(least));
}

async function settled(purse: Purse, reader: Reader, aggregate: BoundAggregate, paid: Paid): Promise<string> {
  const { noise, account, digest } = paid;
  const rows = aggregate.select ? await reader.statement(aggregate.store, aggregate.select, []) : noRows;
  const asked = { rule: noise.rule, aggregate: noise.registered, types: noise.types, keys: purse.keys, digest };
  const answer = settledText(withNoise(asked, numbered(noise, rows)));
  return purse.budgets.settle(account, digest, answer);
}

function numbered({ registered }: BoundNoise, rows: Rows): readonly NumberedGroup[] {
  if (rows.count > mostFound) {
    const text = `\`${registered.name}\` finds more than ${mostFound} groups: ask the operator to declare its keys`;
    throw new GatewayError('COST_EXCEEDED', text);
  }
  const width = registered.groupBy.length;
  const numbers = numbersOf(registered);
  return Array.from({ length: rows.count }, (_, row) => ({
    key: registered.groupBy.map((_, at) => rows.cell(row, at)),
    numbers: numbers.map((_, at) => wholeOf(rows.cell(row, width + at))),
  }));
}

/** A sum of whole steps, as a store writes it. */
const wholeOf = (cell: Cell): bigint => (cell === null ? 0n : BigInt(String(cell).replace(/\.0*$/, '')));

const tooMany = (most: number): GatewayError =>
  new GatewayError('COST_EXCEEDED', `there are more than ${most} groups: ask for the first of them with \`first\``);

function groupOf(
  { aggregate, keys, columns }: BoundAggregate,
  { registered }: BoundNoise,
  { key, numbers: found }: NumberedGroup,
): NoisyGroup {
  const numbers = numbersOf(registered);
  const text = (at = 0): string => shortest(decimalOf(found[at] ?? 0n, numbers[at]?.places ?? 0));
  const error = (at = 0): number => Number(decimalOf(numbers[at]?.halfError ?? 0n, numbers[at]?.places ?? 0));
  return {
    key: new Map(keys.map(({ name }, at) => [name, key[at] ?? null] as const)),
    figures: aggregate.figures.map(({ figure }, at) => {
      const [of, by] = columns[at] ?? [];
      if (figure === 'count' || figure === 'subjects') return Number(text(of));
      return figure === 'avg' ? averageOf(text(of), Number(text(by))) : text(of);
    }),
    errors: aggregate.figures.map(({ figure }, at) => {
      const [of, by] = columns[at] ?? [];
      if (figure !== 'avg') return null;
      const mean = noisyMean(Number(text(of)), error(of), Number(text(by)), error(by));
      return mean ? roundedUp(Math.max(mean.to - mean.mean, mean.mean - mean.from)) : null;
    }),
  };
}

const roundedUp = (error: number): number => Math.ceil(error * 1000) / 1000;
