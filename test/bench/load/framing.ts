/** Reads answers off one connection, one after the other, and counts: nothing is decoded but the head. */
export interface Framing {
  /** Takes what arrived; true where it ended an answer. */
  readonly take: (chunk: Buffer) => boolean;
  readonly answer: () => Framed;
}

export interface Framed {
  readonly status: number;
  /** How the body began. */
  readonly begins: string;
  readonly retryAfter: boolean;
  /** Whether the server takes nothing more on this connection. */
  readonly closes: boolean;
}

const headEnd = Buffer.from('\r\n\r\n');
/** Enough of a body to tell data from errors, after the size of a first chunk. */
const looked = 48;

type State = {
  rest: Buffer | undefined;
  chunked: boolean;
  left: number;
  answer: { -readonly [K in keyof Framed]: Framed[K] };
};

const fresh = (): State['answer'] => ({ status: 0, begins: '', retryAfter: false, closes: false });

export function framing(): Framing {
  const state: State = { rest: undefined, chunked: false, left: -1, answer: fresh() };
  return {
    answer: () => state.answer,
    take: (chunk) => {
      if (state.left >= 0) return body(state, chunk);
      const whole = state.rest ? Buffer.concat([state.rest, chunk]) : chunk;
      const at = whole.indexOf(headEnd);
      if (at < 0) {
        state.rest = whole;
        return false;
      }
      head(state, whole.toString('latin1', 0, at));
      return body(state, whole.subarray(at + headEnd.length));
    },
  };
}

function head(state: State, text: string): void {
  state.rest = undefined;
  state.answer = {
    status: Number(text.slice(9, 12)),
    begins: '',
    retryAfter: /\r\nretry-after:/i.test(text),
    closes: /\r\nconnection: *close/i.test(text),
  };
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
  state.chunked = length === undefined;
  state.left = Number(length ?? 0);
}

function body(state: State, chunk: Buffer): boolean {
  const { answer } = state;
  if (answer.begins.length < looked) answer.begins += chunk.toString('latin1', 0, looked - answer.begins.length);
  const done = state.chunked ? chunks(state, chunk) : (state.left -= chunk.length) <= 0;
  if (done) state.left = -1;
  return done;
}

/** @returns whether the last chunk has ended; a size that is cut in two waits in `rest` */
function chunks(state: State, chunk: Buffer): boolean {
  let at = 0;
  const bytes = state.rest ? Buffer.concat([state.rest, chunk]) : chunk;
  state.rest = undefined;
  if (state.left > 0) {
    at = Math.min(state.left, bytes.length);
    state.left -= at;
  }
  while (at < bytes.length) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) break;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    // The empty line that follows the last chunk.
    if (size === 0) {
      if (bytes.length >= line + 4) return true;
      break;
    }
    const end = line + 2 + size + 2;
    if (end > bytes.length) {
      state.left = end - bytes.length;
      return false;
    }
    at = end;
  }
  if (at < bytes.length) state.rest = Buffer.from(bytes.subarray(at));
  return false;
}
