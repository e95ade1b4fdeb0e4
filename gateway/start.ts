import { anonymization } from '../plugins/anonymization/index.ts';
import { sectionOf } from '../plugins/policy.ts';
import type { UsableConfiguration } from './config/load.ts';
import type { Gateway } from './gateway.ts';
import { checkDemoAddress } from './http/demo-address.ts';
import { createPresent } from './http/errors.ts';
import { documentReader } from './http/document-reader.ts';
import type { Handler } from './http/exchange.ts';
import { healthRoutes } from './http/health.ts';
import { createRespond } from './http/respond.ts';
import { type Listening, listen } from './http/server.ts';
import { createGatewayYoga } from './http/yoga.ts';
import { door } from './identify-request.ts';
import { createObserver } from './observe/observer.ts';
import { pagesOf } from './pages.ts';
import { openParts, type Parts, type Surroundings } from './parts.ts';
import { useScrim } from './use-scrim.ts';
import { warmDoor } from './warm-door.ts';

export type { Surroundings } from './parts.ts';

/** A gateway that serves. */
export interface Running {
  readonly host: string;
  readonly port: number;
  readonly gateway: Gateway;
  /** Puts the catalogue and policy of a checked configuration in force; the rest of it needs a start. Tells whether anything changed. */
  readonly reload: (configuration: UsableConfiguration) => boolean;
  /** Finishes what was accepted, at most for so many milliseconds, and lets go of everything. */
  readonly close: (grace: number) => Promise<void>;
}

/** Starts a gateway from a checked configuration. It throws, with what to do, where something it needs is not there. */
export async function start(configuration: UsableConfiguration, around: Surroundings): Promise<Running> {
  const { gateway: options } = configuration;
  const host = around.environment['HOST'] || options.listen.host;
  const port = around.environment['PORT'] ? Number(around.environment['PORT']) : options.listen.port;
  checkDemoAddress(host, options.demo, around.environment);

  const held = new AsyncDisposableStack();
  try {
    const parts = await openParts(configuration, around, held);
    const server = await serve(configuration, parts, around, { host, port });
    return {
      host,
      port: server.port,
      gateway: parts.gateway,
      reload: ({ catalogue, policy }) => parts.inForce.replace({ catalogue, policy }),
      close: async (grace) => {
        const { forced } = await server.close(grace);
        if (forced) around.log.warn('some requests took longer than the grace and were cut off');
        await held.disposeAsync();
      },
    };
  } catch (error) {
    await held.disposeAsync();
    throw error;
  }
}

/** How long a probe of readiness may take, in milliseconds. */
const probed = 2000;

/** Where the policy in force has no noise there are no budgets to be ready. */
const budgetsReady = async ({ edition, purse }: Gateway): Promise<void> => {
  if (Object.keys(sectionOf(edition().policy, anonymization).noise).length > 0) await purse.budgets.ready();
};

async function serve(
  configuration: UsableConfiguration,
  parts: Parts,
  around: Surroundings,
  address: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const { gateway, verifier, refusals } = parts;
  const { log, metrics, now, random } = around;
  const newErrorId = (): string => Buffer.from(random(9)).toString('base64url');
  const respond = createRespond(createPresent({ newErrorId, log: log.fault }));
  const entrance = door({ verifier, refusals, edition: gateway.edition, clock: gateway.clock });
  const pages = pagesOf(configuration, parts, around);
  const documents = documentReader();
  const cold = createGatewayYoga({
    schemaFor: (request, { source }) => entrance.schemaFor(request, source),
    plugins: [useScrim(gateway, { askerOf: entrance.askerOf, documents })],
    respond,
    ...(pages && { page: pages.page }),
  });
  const warm = warmDoor(gateway, { asker: entrance.known, documents, respond });
  const handler: Handler = (request) => {
    const answer = warm(request);
    metrics.door(answer ? 'warm' : 'cold');
    return answer ?? cold(request);
  };
  const probes = [
    ...[...gateway.stores.values()].map((store) => ({ name: store.name, within: probed, check: store.ready })),
    { name: 'ledger', within: probed, check: gateway.ledger.ready },
    { name: 'budgets', within: probed, check: () => budgetsReady(gateway) },
  ];
  // The server is asked whether it drains only while it serves.
  const server: { listening?: Listening } = {};
  const draining = (): boolean => server.listening?.draining() ?? false;
  const routes = { ...healthRoutes({ probes, draining, metrics }), ...pages?.routes };
  const observer = createObserver(log, metrics);
  server.listening = await listen({ ...address, handler, routes, respond, now, observer });
  return server.listening;
}
