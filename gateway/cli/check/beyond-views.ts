import type { Entity } from '../../../schema/catalogue/catalogue.ts';
import type { Policy } from '../../../schema/policy.ts';
import { type Able, unchoosable, untestable } from '../../compile/able.ts';
import type { Edition } from '../../edition.ts';
import { type Holder, holdersOf } from '../../matrix/holders.ts';
import type { EntityView } from '../../views.ts';
import { holderInWords } from '../matrix-words.ts';
import type { Beyond } from './beyond.ts';

/** What concerns together make of the rows and cells that somebody sees, where a store cannot: consents, countries, keyed orders. */
export function viewsBeyond(
  able: Able,
  policy: Policy,
  edition: Edition,
  told: readonly Pick<Beyond, 'message'>[],
): readonly Beyond[] {
  const known = told.map(({ message }) => message);
  return holdersOf(policy).flatMap((holder) => {
    const found = edition.purposesOf(holder.entitlement).flatMap((purpose) =>
      [...able.catalogue.entities.values()].flatMap((entity) => {
        const reasons = reasonsOf(able, entity, edition.view(holder.entitlement, purpose).entity(entity.name));
        return reasons
          .filter(
            (reason) => !known.some((message) => message.endsWith(reason) && message.includes(`\`${entity.name}\``)),
          )
          .map((reason) => wrong(holder, purpose, entity, reason));
      }),
    );
    return found;
  });
}

function reasonsOf(able: Able, entity: Entity, view: EntityView): readonly string[] {
  if (!view.open) return [];
  const cells = [...view.fields.values()].flatMap(({ cases, casesFor }) =>
    [cases, ...casesFor.values()].flatMap((some) =>
      unchoosable(
        able,
        entity,
        some.map(({ when }) => when),
      ),
    ),
  );
  const keyed = view.order.by === 'hash' && !able.abilities(entity.store).keyedOrder;
  return [
    ...new Set([
      ...untestable(able, entity, view.rows),
      ...cells,
      ...(keyed ? [`its id is not clear, and store \`${entity.store}\` cannot order rows by a keyed hash`] : []),
    ]),
  ];
}

const wrong = (holder: Holder, purpose: string, { name }: Entity, reason: string): Beyond => ({
  file: 'policy.yaml',
  path: holder.kind === 'role' ? ['roles', holder.name] : ['partners', holder.partner, 'agreements', holder.name],
  message: `\`${name}\` cannot be answered to ${holderInWords(holder)} for \`${purpose}\`: ${reason}`,
  advice: 'give less of it for this purpose, or keep it in a store that can',
});
