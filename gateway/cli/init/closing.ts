import { readers } from './opened.ts';
import type { SaidWords } from './said.ts';

export interface Closing {
  /** As one types it: `scrim`, `npm run -s scrim --`. */
  readonly command: string;
  /** The folder, as one types it. */
  readonly folder: string;
  /** The variable that has to hold the address, where the file does not. */
  readonly variable?: string;
  /** What an API wants to know. */
  readonly wanted?: readonly string[];
  readonly query: string | undefined;
  /** Columns that wait for somebody. */
  readonly waiting: number;
  /** Rows come in a keyed order to somebody. */
  readonly keyed: boolean;
}

const address = 'http://127.0.0.1:4000/graphql';

/** What to type next: the start, a first question, and what to look at. */
export function closingText(
  { command, folder, variable, wanted = [], query, waiting, keyed }: Closing,
  words: SaidWords,
): string {
  const config = `--config ${quoted(folder)}`;
  const [first] = readers;
  const lines = [
    '',
    words.startIt,
    ...(variable === undefined ? [] : [`  # ${words.setIt(variable)} export ${variable}=…`]),
    ...(wanted.length === 0 ? [] : [`  # ${words.setAll} export ${wanted.map((one) => `${one}=…`).join(' ')}`]),
    `  ${command} start ${config}`,
    '',
    ...(query === undefined || !first
      ? [words.nothingOpen]
      : [
          words.askIt,
          `  curl -s ${address} -H "authorization: Bearer $(${command} token ${first.role} ${config})" \\`,
          `    -H 'scrim-purpose: ${first.purpose}' -H 'content-type: application/json' \\`,
          `    -d '${JSON.stringify({ query })}'`,
          words.browse(address),
        ]),
    '',
    words.next,
    ...(waiting > 0 ? [`  ${words.review(waiting, quoted(`${folder}/catalogue.yaml`))}`] : []),
    `  ${words.policy(quoted(`${folder}/policy.yaml`))}`,
    ...(keyed ? [`  ${words.keyed} ${command} indexes ${config}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** As a shell takes it. */
const quoted = (text: string): string => (/^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
