import { everything } from '../../../schema/catalogue/abilities.ts';
import type { Finding } from '../../../schema/finding.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import { abilitiesIn } from '../../stores/abilities.ts';
import type { Able } from '../../compile/able.ts';
import { locate } from '../locate.ts';
import { throwawayEdition } from '../throwaway-edition.ts';
import { catalogueBeyond } from './beyond-catalogue.ts';
import { declaredFindings } from './declared.ts';
import { grantsBeyond, gridsBeyond } from './beyond-grants.ts';
import { viewsBeyond } from './beyond-views.ts';

/**
 * What a catalogue and a policy ask of stores that these cannot do. It is an error, for nobody may find out by an answer that is
 * wrong or missing. Operators that nobody named are not in it: they are in no schema.
 */
export async function abilityFindings(
  configuration: UsableConfiguration,
  random: (bytes: number) => Uint8Array,
  abilities = abilitiesIn(configuration.gateway.stores),
): Promise<readonly Finding[]> {
  const { folder, catalogue, policy } = configuration;
  const able: Able = { catalogue, abilities };
  const declared = await declaredFindings(configuration);
  const used = new Set([...catalogue.entities.values()].map(({ store }) => store));
  if ([...used].every((store) => able.abilities(store) === everything)) return declared;
  const grants = grantsBeyond(able, policy);
  // As if stores could do everything: else what they cannot do would not be seen any more.
  const views = viewsBeyond(able, policy, throwawayEdition({ catalogue, policy }, random), grants);
  const told = [...catalogueBeyond(able), ...grants, ...gridsBeyond(able, policy), ...views];
  const located = told.map(
    async ({ file, ...rest }): Promise<Finding> => ({
      severity: 'error',
      ...(await locate(folder, file, rest.path)),
      ...rest,
    }),
  );
  return [...declared, ...(await Promise.all(located))];
}
