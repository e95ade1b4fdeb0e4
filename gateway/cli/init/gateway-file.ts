import { readers } from './opened.ts';
import type { FileWords } from './words.ts';
import { flow, remark, scalar } from './yaml-lines.ts';

export interface Served {
  readonly store: string;
  readonly kind: 'postgres' | 'mariadb' | 'rest';
  /** The environment variable with the address of the store. */
  readonly variable: string;
  /** The address itself, where there is no password in it. */
  readonly address?: string;
  /** How it is read, where it is an API. */
  readonly described?: readonly string[];
  /** The data folder. */
  readonly data: string;
  /** What the editor holds at first. */
  readonly query: string;
}

export const roles: readonly string[] = [...readers.map(({ role }) => role), 'auditor'];
const purposes = readers.map(({ purpose }) => purpose);

/** The starting `gateway.yaml`: one store, a trial's own issuer and key on this machine, records in files. */
export function gatewayText(served: Served, { gateway: words }: FileWords): string {
  const { store, data, query } = served;
  const lines = [
    ...remark('', words.head),
    '',
    ...remark('', words.trial),
    'demo: trial',
    '',
    ...remark('', words.data),
    `data: ${JSON.stringify(`\${SCRIM_DATA:-${escaped(data)}}`)}`,
    '',
    'listen:',
    '  host: 127.0.0.1',
    '  port: 4000',
    '',
    'stores:',
    ...storeLines(served, words),
    '',
    ...remark('', words.issuer),
    'issuers:',
    `  - issuer: https://${store.replaceAll('_', '-')}.trial.invalid`,
    '    audience: scrim',
    '    demo: true',
    '    algorithms: [ES256]',
    `    roles: ${flow(roles)}`,
    `    purposes: ${flow(purposes)}`,
    ...remark('  ', words.own),
    `  #   roles: ${flow(roles)}`,
    `  #   purposes: ${flow(purposes)}`,
    '',
    ...remark('', words.keys),
    'keys:',
    '  - { id: k1, create: true }',
    '',
    ...remark('', words.ledger),
    'ledger: { kind: file }',
    '',
    'graphiql:',
    '  query: |',
    ...words.query.map((line) => `    # ${line}`),
    ...query.split('\n').map((line) => `    ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

function storeLines(served: Served, words: FileWords['gateway']): readonly string[] {
  const { store, kind, variable, address, described } = served;
  if (described) return [...remark('  ', words.api), ...described];
  return [
    ...remark('  ', words.store(variable)),
    `  ${scalar(store)}:`,
    `    kind: ${kind}`,
    `    url: ${JSON.stringify(`\${${variable}${address === undefined ? '' : `:-${address}`}}`)}`,
  ];
}

/** As it stands in a default of the environment, where a brace ends it. @throws Error where a folder cannot stand there */
function escaped(folder: string): string {
  if (folder.includes('}') || folder.includes('${'))
    throw new Error('a folder with `}` in its name cannot stand in gateway.yaml: name another with --out');
  return folder;
}
