import { entityOf } from '../../schema/catalogue/catalogue.ts';
import type { Profile } from '../../schema/terms/profile.ts';
import type { EntityView, StatisticsView, View } from '../views.ts';
import { entityView, type Seeing } from './entity-view.ts';
import type { Rules } from './rules.ts';
import { statisticsView } from './statistics.ts';

/** What a profile sees of everything: each entity is judged once, when it is first asked for. */
export function viewOf(rules: Rules, profile: Profile): View {
  const grants = rules.grants(profile).filter((grant) => grant.purposes.includes(profile.purpose));
  const entities = new Map<string, EntityView>();
  const statistics = new Map<string, StatisticsView>();
  const obligation = rules.obligation(profile);
  const seeing: Seeing = { rules, profile, grants, obligation };
  const entity = (name: string): EntityView => {
    const known = entities.get(name) ?? entityView(seeing, entityOf(rules.catalogue, name));
    entities.set(name, known);
    return known;
  };
  return Object.freeze({
    profile,
    obligation,
    horizon: rules.horizon(profile),
    entity,
    statistics: (name: string): StatisticsView => {
      const known = statistics.get(name) ?? statisticsView(seeing, entity, entityOf(rules.catalogue, name));
      statistics.set(name, known);
      return known;
    },
  });
}
