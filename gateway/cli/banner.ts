import type { GatewayOptions } from '../config/options.ts';
import type { Running } from '../start.ts';

/** Where the gateway answers; in a demo also what to try first. */
export function bannerOf(
  { host, port }: Pick<Running, 'host' | 'port'>,
  { demo, data }: Pick<GatewayOptions, 'demo' | 'data'>,
): string {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const lines = [`Scrim answers at ${address}/graphql`, ...linesOf(demo, address, data)];
  return `${lines.join('\n')}\n`;
}

function linesOf(demo: GatewayOptions['demo'], address: string, data: string): readonly string[] {
  if (demo === 'trial') return trialLines(address);
  return demo ? demoLines(address, data) : [];
}

const trialLines = (address: string): readonly string[] => [
  '',
  `  GraphiQL   open ${address}/graphql in a browser and choose who you are`,
  '',
  '  This is a trial: whoever is on this machine gets a token. Before others use it, name an issuer of your own in',
  '  gateway.yaml and set `demo: false`. Stop with Ctrl-C.',
];

const demoLines = (address: string, data: string): readonly string[] => [
  '',
  `  GraphiQL   open ${address}/graphql in a browser and choose who you are`,
  '  a token    npm run -s token -- support',
  `  try        curl -s ${address}/graphql -H "authorization: Bearer $(npm run -s token -- support)" \\`,
  `               -H 'scrim-purpose: customer-support' -H 'content-type: application/json' \\`,
  `               -d '{"query":"{ customers(first: 2) { nodes { name phone nationalId } } }"}'`,
  '',
  `  The people are invented. Stop with Ctrl-C; the data stays in ${data}.`,
];
