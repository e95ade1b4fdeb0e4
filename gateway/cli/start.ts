import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { isUsable, loadConfiguration } from '../config/load.ts';
import { createLog } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { type Running, start } from '../start.ts';

/** The demo's configuration: what is started where nothing else is named. */
export const demoFolder = fileURLToPath(new URL('../demo', import.meta.url));

/** How long accepted requests may still take when the process is asked to end, in milliseconds. */
const grace = 10_000;

/** Starts and serves until the process is asked to end. Resolves to the exit code. */
export async function runStart({ config }: { readonly config: string | undefined }): Promise<number> {
  const configuration = await loadConfiguration(config ?? demoFolder, process.env);
  for (const { file, line, column, severity, message, advice } of configuration.findings) {
    console.error(`${file}:${line}:${column} ${severity}: ${message}${advice ? `\n  ${advice}` : ''}`);
  }
  if (!isUsable(configuration)) return 1;
  try {
    const running = await start(configuration, {
      environment: process.env,
      pid: process.pid,
      clock: () => new Date(),
      now: () => performance.now(),
      random: (bytes) => randomBytes(bytes),
      log: createLog(),
      metrics: createMetrics(),
      progress: (text) => console.error(`scrim: ${text} …`),
    });
    console.error(bannerOf(running, configuration.gateway.demo));
    await asked();
    await running.close(grace);
    return 0;
  } catch (error) {
    console.error(`scrim: ${error instanceof Error ? error.message : 'the gateway could not start'}`);
    return 1;
  }
}

const asked = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });

function bannerOf({ host, port }: Running, demo: boolean): string {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const lines = [`Scrim answers at ${address}/graphql`];
  if (!demo) return lines.join('\n');
  return [
    ...lines,
    '',
    `  GraphiQL   open ${address}/graphql in a browser and choose who you are`,
    '  a token    npm run -s token -- support',
    '  try        curl -s ' + `${address}/graphql` + ' -H "authorization: Bearer $(npm run -s token -- support)" \\',
    `               -H 'scrim-purpose: customer-support' -H 'content-type: application/json' \\`,
    `               -d '{"query":"{ customers(first: 2) { nodes { name phone nationalId } } }"}'`,
    '',
    '  The people are invented. Stop with Ctrl-C; the data stays in .scrim.',
  ].join('\n');
}
