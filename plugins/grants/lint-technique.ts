import type { Catalogue, Field } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import { own } from '../own.ts';
import { wrong } from '../remark.ts';
import { allFields, type GrantSurroundings, type PlacedGrant } from './placed.ts';
import { matches } from './selector.ts';

/** A grant names only techniques of the ladder: what it names elsewhere would end at `withhold`. */
export function lintTechniques(
  { ladders }: GrantSurroundings,
  catalogue: Catalogue,
  grant: PlacedGrant,
): readonly Remark[] {
  return grant.gifts.flatMap(({ selector, gift, path }) => {
    const call = gift.technique;
    if (call === undefined) return [];
    const fields = allFields(catalogue).filter((field) => matches(selector, field));
    const field = fields.find((one) => !rungOf(ladders, one, gift.disclosure).includes(spelled(call)));
    if (!field) return [];
    const rung = rungOf(ladders, field, gift.disclosure).map((one) => `\`${one}\``);
    const where = `the ladder of \`${field.semantic}\` under \`${gift.disclosure}\``;
    const message = `\`${call}\` is not in ${where}, so \`${field.coordinate}\` would be withheld`;
    return [
      wrong([...grant.path, ...path], message, rung.length > 0 ? `use ${rung.join(' or ')}` : 'add it to the ladder'),
    ];
  });
}

function rungOf(ladders: GrantSurroundings['ladders'], field: Field, disclosure: string): readonly string[] {
  const ladder = own(ladders, field.semantic);
  const rung =
    typeof ladder === 'object' && ladder !== null ? own(ladder as Record<string, unknown>, disclosure) : undefined;
  return Array.isArray(rung) ? rung.map((call) => spelled(String(call))) : [];
}

const spelled = (call: string): string => call.replaceAll(/\s/g, '');
