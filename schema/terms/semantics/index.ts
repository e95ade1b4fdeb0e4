import { contact } from './contact.ts';
import { money } from './money.ts';
import { papers } from './papers.ts';
import { people } from './people.ts';
import { type DefaultLadder, nothing, type Semantics } from './semantic.ts';
import { technical } from './technical.ts';

/** Every semantic type that has a name. A catalogue may use others: they have no ladder but the one that its policy writes. */
export const semantics: Semantics = Object.freeze({ ...people, ...contact, ...papers, ...money, ...technical });

/**
 * The ladders of a policy, with the default ones for semantic types that it does not write. A ladder that is written is
 * whole: nothing is added to it, so what it leaves out stays out.
 */
export const withDefaultLadders = <L>(
  written: Readonly<Record<string, L>>,
): Readonly<Record<string, L | DefaultLadder>> => ({
  ...Object.fromEntries(
    Object.entries(semantics).flatMap(([name, { ladder }]) => (ladder === nothing ? [] : [[name, ladder]])),
  ),
  ...written,
});
