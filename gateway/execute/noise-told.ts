import { numbersOf } from '../../plugins/anonymization/noisy/numbers.ts';
import { type Privacy, privacyOf } from '../../plugins/anonymization/noisy/told.ts';
import type { Figure } from '../aggregate.ts';
import type { BoundAggregate } from '../bound.ts';
import { decimalOf } from './exact.ts';
import { type EnforcedRoot, isGroups } from './enforce.ts';
import type { Groups } from './groups.ts';
import type { Spent } from './spending.ts';

/** What the caller is told of a noisy answer. Nothing of it depends on data but through the answer itself. */
export interface NoiseTold extends Privacy {
  /** The key of the root in the answer. */
  readonly path: string;
  /** So far from the truth at most, in 95 of 100; of averages group by group, null where nobody may be in it. */
  readonly errors: Readonly<Record<string, number | readonly (number | null)[]>>;
}

export const noiseTold = (spent: Spent, roots: readonly (EnforcedRoot | undefined)[]): readonly NoiseTold[] =>
  roots.flatMap((root) => {
    if (!root || !isGroups(root) || root.block.fault) return [];
    const paid = spent.get(root.block.aggregate);
    if (!paid) return [];
    const { rule, registered } = paid.noise;
    const [path = ''] = root.block.aggregate.aggregate.path;
    return [{ path, ...privacyOf(rule, registered, paid.account, paid), errors: errorsOf(root.block) }];
  });

function errorsOf({ aggregate, groups }: Groups): NoiseTold['errors'] {
  const { figures } = aggregate.aggregate;
  return Object.fromEntries(
    figures.map((figure, at) => [
      nameOf(figure),
      figure.figure === 'avg' ? groups.map(({ errors }) => errors?.[at] ?? null) : errorOf(aggregate, at),
    ]),
  );
}

const nameOf = (figure: Figure): string =>
  'field' in figure ? `${figure.figure}.${figure.field.field.name}` : figure.figure;

function errorOf({ noise, columns }: BoundAggregate, at: number): number {
  const number = noise && numbersOf(noise.registered)[columns[at]?.[0] ?? -1];
  return number ? Number(decimalOf(number.error, number.places)) : 0;
}
