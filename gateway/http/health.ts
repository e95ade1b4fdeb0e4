import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Route, Routes } from './exchange.ts';

/** Something that the gateway cannot answer without. Resolves when it is usable now. */
export interface Probe {
  readonly name: string;
  /** Milliseconds. */
  readonly within: number;
  readonly check: () => Promise<unknown>;
}

export interface HealthOptions {
  readonly probes: readonly Probe[];
  /** A server that is about to stop is alive and not ready. */
  readonly draining: () => boolean;
  /** The exposition of the metrics and its content type. */
  readonly metrics?: { readonly contentType: string; readonly render: () => Promise<string> };
}

/** `/health`: the process answers. `/ready`: everything it needs does too. `/metrics`: for Prometheus. */
export function healthRoutes({ probes, draining, metrics }: HealthOptions): Routes {
  return {
    '/health': get(() => json(200, { alive: true })),
    '/ready': get(() => readiness(probes, draining())),
    ...(metrics
      ? {
          '/metrics': get(async () => ({
            status: 200,
            headers: { 'Content-Type': metrics.contentType },
            body: await metrics.render(),
          })),
        }
      : {}),
  };
}

const get = (handler: Route['handler']): Route => ({ methods: ['GET', 'HEAD'], handler });

async function readiness(probes: readonly Probe[], draining: boolean): Promise<Answer> {
  const passed = await Promise.all(probes.map(passes));
  const ready = !draining && passed.every(Boolean);
  const checks = Object.fromEntries(probes.map(({ name }, i) => [name, passed[i] ? 'ok' : 'failed']));
  return json(ready ? 200 : 503, { ready, checks });
}

/** Why a probe failed is not told: the address is open to whoever reaches the port. The log of whoever failed knows. */
async function passes({ check, within }: Probe): Promise<boolean> {
  const late = new AbortController();
  const checked = Promise.resolve()
    .then(check)
    .then(
      () => true,
      () => false,
    );
  const passed = await Promise.race([checked, sleep(within, false, { signal: late.signal }).catch(() => false)]);
  late.abort();
  return passed;
}

const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: `${JSON.stringify(body)}\n`,
});
