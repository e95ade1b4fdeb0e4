import type { Remark } from '../../schema/finding.ts';
import { nearest } from '../../schema/nearest.ts';
import { semantics, withDefaultLadders } from '../../schema/terms/semantics/index.ts';
import type { World } from '../contract.ts';
import { own } from '../own.ts';
import { type Path, unwise, wrong } from '../remark.ts';
import { lintCall } from './lint-call.ts';
import { lintOrder } from './lint-order.ts';
import { lintTypes } from './lint-types.ts';
import { type Ladder, type MaskingSection, rungs } from './policy.ts';

/** What is wrong with the ladders that the policy writes; the default ones are sound, and a test says so. */
export const lintLadders = ({ ladders }: Pick<MaskingSection, 'ladders'>, world?: World): readonly Remark[] => {
  const defaults = withDefaultLadders<Ladder>({});
  const written = Object.entries(ladders).filter(([semantic, ladder]) => own(defaults, semantic) !== ladder);
  return [
    ...written.flatMap(([semantic, ladder]) => lintLadder(semantic, ladder, world)),
    ...lintNames(ladders, world),
  ];
};

/** A semantic type of the catalogue that nobody knows, and that looks like one: its fields would be withheld without a word. */
function lintNames(ladders: MaskingSection['ladders'], world: World | undefined): readonly Remark[] {
  const known = [...new Set([...Object.keys(semantics), ...Object.keys(ladders)])];
  const fields = [...(world?.catalogue.entities.values() ?? [])].flatMap((entity) => [...entity.fields.values()]);
  return fields.flatMap(({ coordinate, semantic }) => {
    const meant = known.includes(semantic) ? undefined : nearest(semantic, known);
    const message = `\`${coordinate}\` has the semantic type \`${semantic}\`, which has no ladder, so it is clear or withheld`;
    return meant === undefined ? [] : [unwise(['ladders'], message, `did you mean \`${meant}\`?`)];
  });
}

/** What is wrong with one ladder: techniques that do not exist, tell too much for their rung or type, or out of order. */
export const lintLadder = (semantic: string, ladder: Ladder, world?: World): readonly Remark[] => [
  ...lintId(semantic, ladder),
  ...lintSecret(semantic, ladder),
  ...rungs.flatMap((rung) => {
    const path: Path = ['ladders', semantic, rung];
    const calls = ladder[rung] ?? [];
    const remarks = calls.flatMap((call, at) => lintCall(call, semantic, rung, [...path, at]));
    // An order of what does not exist says nothing.
    return remarks.length > 0 ? remarks : [...lintOrder(calls, path), ...lintTypes(calls, semantic, path, world)];
  }),
];

function lintId(semantic: string, ladder: Ladder): readonly Remark[] {
  const calls = rungs.flatMap((rung) => ladder[rung] ?? []);
  if (semantic !== 'id' || (calls.length === 1 && ladder.replaced?.[0]?.trim() === 'seal')) return [];
  return [
    wrong(
      ['ladders', 'id'],
      'an id is clear or sealed, so that it comes back',
      'write `id: { replaced: [seal] }`, or leave it out',
    ),
  ];
}

function lintSecret(semantic: string, ladder: Ladder): readonly Remark[] {
  const facts = own(semantics, semantic);
  const calls = ladder.reduced?.filter((call) => call.trim() !== 'withhold') ?? [];
  if (!facts?.secret || calls.length === 0) return [];
  return [
    wrong(
      ['ladders', semantic, 'reduced'],
      `a part of a ${facts.en} helps whoever guesses the rest`,
      'leave it out: it is withheld then',
    ),
  ];
}
