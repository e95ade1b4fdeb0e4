import { parseCall, printCall } from '../../plugins/masking/call.ts';
import { masking } from '../../plugins/masking/index.ts';
import type { Technique } from '../../plugins/masking/technique.ts';
import { techniques } from '../../plugins/masking/techniques/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import type { Field } from '../../schema/catalogue/catalogue.ts';
import { type Disclosure, disclosures } from '../../schema/terms/disclosure.ts';
import type { Gift } from '../../schema/terms/verdict.ts';
import type { TwinWorld } from './world.ts';

/** What a gift is worth: the technique that it ends at, and what that discloses. */
export interface Worth {
  readonly call: string;
  readonly disclosure: Exclude<Disclosure, 'denied'>;
  /** Where it stands in its ladder. */
  readonly place: number;
  readonly technique?: Technique;
  readonly args: readonly unknown[];
}

const nothing = (place: number): Worth => ({ call: 'withhold', disclosure: 'withheld', place, args: [] });

/** Down the ladder of the field's semantic type, to the rung of the gift or the next stricter one that is listed. */
function worthOf(world: TwinWorld, field: Field, gift: Gift): Worth {
  if (gift.disclosure === 'clear') return { call: 'clear', disclosure: 'clear', place: -1, args: [] };
  const { ladders } = sectionOf(world.policy, masking);
  const ladder =
    field.name === 'id'
      ? { replaced: ['seal'] }
      : Object.hasOwn(ladders, field.semantic)
        ? ladders[field.semantic]
        : {};
  const rungs = (['reduced', 'replaced', 'withheld'] as const).map((disclosure) => ({
    disclosure,
    calls: (ladder?.[disclosure] ?? []).map(spell),
  }));
  const all = rungs.flatMap(({ calls }) => calls);
  const rung = rungs.find(({ disclosure, calls }) => rank(disclosure) >= rank(gift.disclosure) && calls.length > 0);
  const asked =
    gift.technique === undefined ? rung?.calls[0] : rung?.calls.find((call) => call === spell(gift.technique ?? ''));
  if (asked === undefined) return nothing(all.length);
  const { name, args } = parseCall(asked);
  const technique = techniques.get(name);
  if (!technique?.types.includes(field.type) || !technique.parameters.safeParse(args).success)
    return nothing(all.length);
  if (rank(technique.disclosure) < rank(gift.disclosure)) return nothing(all.length);
  return { call: asked, disclosure: technique.disclosure, place: all.indexOf(asked), technique, args };
}

/** A gift under what the guards ask for. Only a grant gives a surrogate: where a ladder has nothing reduced, a guard's `reduced` withholds. */
export function cappedWorth(
  world: TwinWorld,
  field: Field,
  gift: Gift,
  guards: Exclude<Disclosure, 'replaced' | 'denied'>,
): Worth {
  // A technique that the grant asks for is asked for in the grant's own rung alone.
  if (rank(guards) <= rank(gift.disclosure)) return worthOf(world, field, gift);
  const worth = worthOf(world, field, { disclosure: guards });
  return worth.disclosure === 'replaced' ? worthOf(world, field, { disclosure: 'withheld' }) : worth;
}

export const rank = (disclosure: Disclosure): number => disclosures.indexOf(disclosure);

const spell = (call: string): string => printCall(parseCall(call));
