import type { Route } from './exchange.ts';
import { isLoopback } from './demo-address.ts';
import { RequestRefused } from './refusal.ts';

export interface DemoTokenOptions {
  /** A token of the demo's own issuer; nothing where there is no such persona, or it may not declare the purpose. */
  readonly mint: (persona: string, purpose: string | undefined) => Promise<string | undefined>;
  /** The demo was told to serve other machines. */
  readonly publicAllowed: boolean;
}

/** `GET /demo/token?persona=…&purpose=…` for the bar above GraphiQL. Wired only where the configuration says `demo`. */
export const demoToken = ({ mint, publicAllowed }: DemoTokenOptions): Route => ({
  methods: ['GET'],
  handler: async ({ url, headers }) => {
    checkSameSite(headers, publicAllowed);
    const asked = new URL(url, 'http://gateway').searchParams;
    const token = await mint(asked.get('persona') ?? '', asked.get('purpose') || undefined);
    if (token === undefined)
      throw new RequestRefused(404, 'the demo has no such persona, or it may not declare this purpose');
    return {
      status: 200,
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ token }),
    };
  },
});

/**
 * A page elsewhere cannot read the answer, for there is no CORS. One that renames itself to this machine (DNS rebinding)
 * could, but it still carries its own name in `Host`.
 */
function checkSameSite(headers: Readonly<Record<string, string>>, publicAllowed: boolean): void {
  const site = headers['sec-fetch-site'] ?? 'none';
  const host = (headers['host'] ?? '').replace(/:\d+$/, '');
  if ((site === 'same-origin' || site === 'none') && (publicAllowed || isLoopback(host))) return;
  throw new RequestRefused(403, 'the demo gives tokens to its own page only');
}
