import type { Finding } from '../../../schema/finding.ts';
import type { Entitlement } from '../../../schema/terms/profile.ts';
import type { Environment, UsableConfiguration } from '../../config/load.ts';
import type { Edition } from '../../edition.ts';
import { checkDemoAddress } from '../../http/demo-address.ts';
import { locate } from '../locate.ts';
import { entitlementInWords, entitlementsOf } from '../profiles.ts';

/** What starting and serving would trip over, found by doing as much of it as needs nothing live. */
export async function deeperFindings(
  configuration: UsableConfiguration,
  edition: Edition,
  environment: Environment,
): Promise<readonly Finding[]> {
  const entitlements = entitlementsOf(configuration.policy, configuration.gateway);
  const views = await Promise.all(entitlements.map((one) => viewFinding(configuration, edition, one)));
  return [...views.flat(), ...(await addressFinding(configuration, environment))];
}

/** Judges everything for everybody and builds their schema: a contradiction that no lint knows shows here. */
async function viewFinding(
  { folder, catalogue }: UsableConfiguration,
  edition: Edition,
  entitlement: Entitlement,
): Promise<readonly Finding[]> {
  const fault = failure(() => {
    for (const purpose of edition.purposesOf(entitlement)) {
      for (const entity of catalogue.entities.keys()) edition.view(entitlement, purpose).entity(entity);
    }
    edition.schema(entitlement);
  });
  if (fault === undefined) return [];
  const path = entitlement.partner === undefined ? ['roles', ...entitlement.roles] : [];
  const message = `what ${entitlementInWords(entitlement)} sees cannot be made: ${fault}`;
  return [{ severity: 'error', ...(await locate(folder, 'policy.yaml', path)), path, message }];
}

async function addressFinding(
  { folder, gateway }: UsableConfiguration,
  environment: Environment,
): Promise<readonly Finding[]> {
  const host = environment['HOST'] || gateway.listen.host;
  const fault = failure(() => checkDemoAddress(host, gateway.demo, environment['SCRIM_DEMO_PUBLIC'] === '1'));
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
