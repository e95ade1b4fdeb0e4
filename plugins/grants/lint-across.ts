import type { Catalogue, Field } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import type { Gift } from '../../schema/terms/verdict.ts';
import { type Path, unwise, wrong } from '../remark.ts';
import { allFields, type PlacedGrant } from './placed.ts';
import { matches } from './selector.ts';

/** What can be wrong between grants that meet under one purpose. */
export function lintAcross(catalogue: Catalogue, grants: readonly PlacedGrant[]): readonly Remark[] {
  const fields = allFields(catalogue);
  const purposes = [...new Set(grants.flatMap((grant) => grant.block.purposes))];
  const remarks = purposes.flatMap((purpose) => {
    const meeting = grants.filter((grant) => grant.block.purposes.includes(purpose));
    return [
      ...fields.flatMap((field) => [...ties(meeting, field, purpose), ...lostSurrogates(meeting, field, purpose)]),
      ...rowsWithoutIds(fields, meeting, purpose),
    ];
  });
  // One remark for each place: what is wrong with `Entity.*` is not said once more for each of its fields.
  return [
    ...new Map(remarks.reverse().map((one) => [JSON.stringify([one.severity, one.path]), one])).values(),
  ].reverse();
}

const givesAt = (grant: PlacedGrant, field: Field, disclosure: Gift['disclosure']): boolean =>
  grant.gives(field).some((gift) => gift.disclosure === disclosure);

const placeOf = (grant: PlacedGrant, field: Field, disclosure: Gift['disclosure']): Path => {
  const gift = grant.gifts.find((one) => one.gift.disclosure === disclosure && matches(one.selector, field));
  return [...grant.path, ...(gift?.path ?? [])];
};

/** A surrogate lies in one recipient domain: two that could both be meant are refused. */
function ties(meeting: readonly PlacedGrant[], field: Field, purpose: string): readonly Remark[] {
  const giving = meeting.filter((grant) => givesAt(grant, field, 'replaced'));
  const [first, ...others] = giving;
  return others
    .filter((grant) => grant.holder !== first?.holder)
    .map((grant) =>
      wrong(
        placeOf(grant, field, 'replaced'),
        `${first?.holder} and ${grant.holder} both give \`${field.coordinate}\` \`replaced\` for \`${purpose}\`: ` +
          'whose surrogate would it be?',
        'let one of them give it, or use two purposes',
      ),
    );
}

function lostSurrogates(meeting: readonly PlacedGrant[], field: Field, purpose: string): readonly Remark[] {
  const replacing = meeting.find((grant) => givesAt(grant, field, 'replaced'));
  if (!replacing) return [];
  return meeting
    .filter((grant) => grant !== replacing && givesAt(grant, field, 'reduced'))
    .map((grant) =>
      unwise(
        placeOf(grant, field, 'reduced'),
        `\`${field.coordinate}\` is \`reduced\` here and \`replaced\` for ${replacing.holder} under \`${purpose}\`: ` +
          'who holds both loses what a surrogate can be used for',
      ),
    );
}

/**
 * A row without an id can neither be told from another nor be asked for again, where the rows beside it can: so who names
 * rows gives their id, and who gives all rows gives it too, unless somebody else gives it on every row.
 */
function rowsWithoutIds(fields: readonly Field[], meeting: readonly PlacedGrant[], purpose: string): readonly Remark[] {
  const ids = fields.filter((field) => field.name === 'id');
  const opens = (grant: PlacedGrant, id: Field): boolean =>
    grant.gives(id).some((gift) => gift.disclosure !== 'withheld');
  const names = ({ block }: PlacedGrant, id: Field): boolean =>
    Object.hasOwn(block.rows, id.entity) || block.subject !== undefined;
  const speaksOf = (grant: PlacedGrant, id: Field): boolean =>
    fields.some((field) => field.entity === id.entity && grant.gives(field).length > 0);
  return meeting.flatMap((grant) =>
    ids
      .filter((id) => !opens(grant, id) && (names(grant, id) || speaksOf(grant, id)))
      .filter((id) => {
        const givers = meeting.filter((other) => opens(other, id));
        return givers.length > 0 && (names(grant, id) || givers.every((other) => names(other, id)));
      })
      .map((id) =>
        wrong(
          names(grant, id) && Object.hasOwn(grant.block.rows, id.entity)
            ? [...grant.path, 'rows', id.entity]
            : grant.path,
          `this ${names(grant, id) ? 'names' : 'gives all'} rows of \`${id.entity}\` without giving \`${id.coordinate}\`, ` +
            `which another grant gives for \`${purpose}\``,
          `give \`${id.coordinate}\` here too`,
        ),
      ),
  );
}
