import type { Finding } from '../../../schema/finding.ts';
import type { Environment, UsableConfiguration } from '../../config/load.ts';
import type { Edition } from '../../edition.ts';
import { checkDemoAddress } from '../../http/demo-address.ts';
import { type Holder, holdersOf } from '../../matrix/holders.ts';
import { locate } from '../locate.ts';
import { holderInWords } from '../matrix-words.ts';

/** What starting and serving would trip over, found by doing as much of it as needs nothing live. */
export async function deeperFindings(
  configuration: UsableConfiguration,
  edition: Edition,
  environment: Environment,
): Promise<readonly Finding[]> {
  const views = await Promise.all(
    holdersOf(configuration.policy).map((one) => viewFinding(configuration, edition, one)),
  );
  return [...views.flat(), ...(await addressFinding(configuration, environment))];
}

/** Judges everything for everybody and builds their schema, whatever the day: a contradiction that no lint knows shows here. */
async function viewFinding(
  { folder, catalogue }: UsableConfiguration,
  edition: Edition,
  holder: Holder,
): Promise<readonly Finding[]> {
  const { entitlement } = holder;
  const fault = failure(() => {
    for (const purpose of edition.purposesOf(entitlement)) {
      for (const entity of catalogue.entities.keys()) edition.view(entitlement, purpose).entity(entity);
    }
    edition.schema(entitlement);
  });
  if (fault === undefined) return [];
  const path =
    holder.kind === 'role' ? ['roles', holder.name] : ['partners', holder.partner, 'agreements', holder.name];
  const message = `what ${holderInWords(holder)} sees cannot be made: ${fault}`;
  return [{ severity: 'error', ...(await locate(folder, 'policy.yaml', path)), path, message }];
}

async function addressFinding(
  { folder, gateway }: UsableConfiguration,
  environment: Environment,
): Promise<readonly Finding[]> {
  const host = environment['HOST'] || gateway.listen.host;
  const fault = failure(() => checkDemoAddress(host, gateway.demo, environment));
  if (fault === undefined) return [];
  const path = ['listen', 'host'];
  return [{ severity: 'error', ...(await locate(folder, 'gateway.yaml', path)), path, message: fault }];
}

function failure(attempt: () => void): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'it failed';
  }
}
