/** Whether a configuration makes tokens of its own; `trial`: beside a store whose people are real. */
export type Demo = boolean | 'trial';

/** Whether a demo may serve other machines. INVARIANT: no setting hands tokens for a store of somebody's own to others. */
export const isPublicDemo = (demo: Demo, environment: Readonly<Record<string, string | undefined>>): boolean =>
  demo === true && environment['SCRIM_DEMO_PUBLIC'] === '1';

/**
 * The demo hands a token to whoever asks, so it serves this machine only.
 * @throws Error where a demo would listen for others and nobody said that it may
 */
export function checkDemoAddress(
  host: string,
  demo: Demo,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  if (demo === false || isPublicDemo(demo, environment) || isLoopback(host)) return;
  if (demo === 'trial') {
    throw new Error(
      `a trial gives a token to anyone who asks, so it does not listen on \`${host}\`: set \`listen.host\` to 127.0.0.1, or name an issuer of your own and set \`demo: false\``,
    );
  }
  throw new Error(
    `the demo gives a token to anyone who asks, so it does not listen on \`${host}\`: set \`listen.host\` to 127.0.0.1, set \`demo: false\`, or say SCRIM_DEMO_PUBLIC=1`,
  );
}

export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(\.\d{1,3}){3})$/i.test(host);
