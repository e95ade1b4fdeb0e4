/**
 * The demo hands a token to whoever asks, so it serves this machine only.
 * @throws Error where a demo would listen for others and nobody said that it may
 */
export function checkDemoAddress(host: string, demo: boolean, publicAllowed: boolean): void {
  if (!demo || publicAllowed || isLoopback(host)) return;
  throw new Error(
    `the demo gives a token to anyone who asks, so it does not listen on \`${host}\`: set \`listen.host\` to 127.0.0.1, set \`demo: false\`, or say SCRIM_DEMO_PUBLIC=1`,
  );
}

export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(\.\d{1,3}){3})$/i.test(host);
