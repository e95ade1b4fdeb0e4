import type { Shell } from '../shell.ts';
import type { SaidWords } from './said.ts';

/** Whoever was asked went away. */
export class Stopped extends Error {}

/** How questions are asked: in a terminal somebody answers, and in a script what is usual is taken. */
export interface Questions {
  /** @throws Stopped */
  readonly text: (question: string, usual: string, wrong?: (answer: string) => string | undefined) => Promise<string>;
  /** Yes where nothing is said. @throws Stopped */
  readonly agreed: (question: string) => Promise<boolean>;
}

export const unasked: Questions = {
  text: async (_, usual) => usual,
  agreed: async () => true,
};

export function asking({ stderr }: Shell, ask: NonNullable<Shell['ask']>, words: SaidWords): Questions {
  const text: Questions['text'] = async (question, usual, wrong) => {
    for (;;) {
      const said = await ask(`${question} [${usual}] `);
      if (said === undefined) throw new Stopped();
      const answer = said.trim() || usual;
      const why = wrong?.(answer);
      if (why === undefined) return answer;
      stderr(`  ${why}\n`);
    }
  };
  const either = (answer: string): string | undefined =>
    words.yes.test(answer) || /^(?:n|no|否|不)$/i.test(answer) ? undefined : words.notYesOrNo;
  return { text, agreed: async (question) => words.yes.test(await text(question, 'y', either)) };
}
