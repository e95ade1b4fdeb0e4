import { createInterface } from 'node:readline/promises';

/** Asks one question at a terminal. Ctrl-C and the end of input are no answer: nothing comes back. */
export const askAt =
  (input: NodeJS.ReadableStream, output: NodeJS.WritableStream) =>
  async (question: string): Promise<string | undefined> => {
    const asking = createInterface({ input, output });
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    asking.once('SIGINT', leave);
    asking.once('close', leave);
    try {
      return await asking.question(question, { signal: gone.signal });
    } catch (error) {
      if (!gone.signal.aborted) throw error;
      output.write('\n');
      return undefined;
    } finally {
      asking.off('close', leave);
      asking.close();
    }
  };
