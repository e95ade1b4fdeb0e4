import type { UsableConfiguration } from './config/load.ts';
import { isPublicDemo } from './http/demo-address.ts';
import { demoToken } from './http/demo-token.ts';
import type { Handler, Routes } from './http/exchange.ts';
import { createGraphiQL } from './http/graphiql/index.ts';
import { mintToken, personasOf } from './identify/demo-issuer.ts';
import type { Parts, Surroundings } from './parts.ts';

/** What the editor holds where the configuration says nothing: it works for everybody. */
const usualQuery = '{\n  viewer { id roles purposes { id description } }\n}\n';

/** How long a token of the chooser lives, in seconds. */
const lifetime = 3600;

export interface Pages {
  readonly page: Handler;
  readonly routes: Routes;
}

/** GraphiQL where it is wanted; in a demo with a chooser of personas above it, which mints their tokens. */
export function pagesOf(configuration: UsableConfiguration, parts: Parts, around: Surroundings): Pages | undefined {
  const { graphiql, demo } = configuration.gateway;
  if (graphiql === false) return undefined;
  const query = typeof graphiql === 'object' ? graphiql.query : usualQuery;
  const chooser = demo ? chooserOf(configuration, parts, around) : undefined;
  const { page, routes } = createGraphiQL({ query, ...(chooser && { personas: chooser.personas }) });
  return { page, routes: { ...routes, ...chooser?.routes } };
}

/** The personas of the demo's own issuers. There is nothing of it where the configuration is no demo. */
function chooserOf({ gateway: options }: UsableConfiguration, { gateway, demoKeys }: Parts, around: Surroundings) {
  const known = personasOf(options.issuers);
  if (known.length === 0) return undefined;
  const { purposesOf, agreements } = gateway.edition();
  const now = around.clock().getTime() / 1000;
  const personas = known.map(({ name, roles, partner, issuer }) => {
    const entitlement = partner === undefined ? { roles } : { roles, partner, agreements: agreements(partner, now) };
    const granted = purposesOf(entitlement).filter((purpose) => issuer.purposes.includes(purpose));
    // Whose agreement has ended is told so, whatever they choose.
    return { persona: name, purposes: partner !== undefined && granted.length === 0 ? issuer.purposes : granted };
  });
  const mint = async (name: string, purpose: string | undefined): Promise<string | undefined> => {
    const persona = known.find((one) => one.name === name);
    const allowed = personas.find((one) => one.persona === name)?.purposes ?? [];
    if (!persona || (purpose !== undefined && !allowed.includes(purpose))) return undefined;
    const { name: _, issuer, ...who } = persona;
    const key = demoKeys.get(issuer.issuer);
    if (!key) return undefined;
    const [audience = ''] = issuer.audience;
    const moment = around.clock().getTime() / 1000;
    return mintToken({ ...who, key, issuer: issuer.issuer, audience, lifetime, now: moment });
  };
  const publicAllowed = isPublicDemo(options.demo, around.environment);
  return { personas, routes: { '/demo/token': demoToken({ mint, publicAllowed }) } };
}
