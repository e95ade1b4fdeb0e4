/** What the log may keep of an unexpected error: where it happened, never its text, which may repeat a value. */
export interface Fault {
  readonly name: string;
  /** An error code such as `ECONNREFUSED`. */
  readonly code?: string;
  readonly frames: readonly string[];
  readonly cause?: Fault;
}

const maxCauses = 3;
const frame = /^\s+at [^\n]*(:\d+:\d+\)?|<anonymous>\)?|native\)?)$/;

export function faultOf(error: unknown, causes = maxCauses): Fault {
  if (!(error instanceof Error)) return { name: `thrown ${typeof error}`, frames: [] };
  const cause = 'originalError' in error && error.originalError ? error.originalError : error.cause;
  return {
    name: nameOf(error),
    ...codeOf(error),
    frames: framesOf(error),
    ...(cause instanceof Error && causes > 0 ? { cause: faultOf(cause, causes - 1) } : {}),
  };
}

// A stack starts with the text of its error, which can look like anything, a frame included: so that is cut by length first.
function framesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  const after = message !== '' && start >= 0 ? stack.slice(start + message.length) : stack;
  return after
    .split('\n')
    .filter((line) => frame.test(line))
    .map((line) => line.trim());
}

const nameOf = (error: Error): string => (/^\w{1,40}$/.test(error.name) ? error.name : 'Error');

const codeOf = (error: Error): { readonly code?: string } =>
  'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(error.code) ? { code: error.code } : {};
