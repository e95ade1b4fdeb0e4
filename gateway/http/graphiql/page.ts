/** A persona of the demo and the purposes that it may declare. */
export interface Persona {
  readonly persona: string;
  readonly purposes: readonly string[];
}

export interface PageOptions {
  /** What the editor holds at the first visit. */
  readonly query: string;
  /** Only with the demo: who may be chosen in the bar above. */
  readonly personas?: readonly Persona[];
}

/**
 * Scripts from the gateway only, none inline, none evaluated. The editor sets styles from its script, which is what
 * `unsafe-inline` allows; with no other origin to load from, a style cannot tell anything to anybody.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page. What it must know stands in it as JSON, which no browser runs. */
export const page = (options: PageOptions): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Scrim</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<link rel="stylesheet" href="/graphiql/page.css">
</head>
<body>
<header id="bar" hidden></header>
<main>
<div id="graphiql"></div>
<aside id="strip" hidden></aside>
</main>
<script type="application/json" id="options">${inHtml(options)}</script>
<script src="/graphiql/page.js" type="module"></script>
<noscript>GraphiQL needs JavaScript.</noscript>
</body>
</html>
`;

/** JSON that cannot end the element it stands in. */
const inHtml = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
