import type { Use } from '../../schema/terms/field.ts';
import type { Case, EntityView, FieldView } from '../views.ts';
import type { Expr } from '../statement.ts';
import { lowerRestriction, rawColumn } from './rows.ts';
import type { Scope } from './scope.ts';

/** What a use sees of a field: the value, its masked form, or null where a row's case does not open the use. */
export function seenIn(
  scope: Scope,
  view: EntityView,
  field: FieldView,
  alias: string,
  use: Use,
  opens: (one: Case) => boolean,
): Expr {
  const raw = rawColumn(view.entity, field.field, alias);
  const seen = (field.casesFor.get(use) ?? []).map((one) => {
    const value: Expr = one.form ? { k: 'form', form: one.form, of: raw, type: raw.type } : raw;
    return [one.when, opens(one) ? value : ({ k: 'null', type: raw.type } as const)] as const;
  });
  const [first] = seen;
  if (first && first[0].kind === 'all') return first[1];
  const branches = seen.map(([when, then]) => [lowerRestriction(scope, view.entity, alias, when), then] as const);
  return { k: 'case', branches, type: raw.type };
}
