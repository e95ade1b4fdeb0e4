import { type Call, parseCall } from '../../plugins/masking/call.ts';
import type { Candidates, Technique } from '../../plugins/masking/technique.ts';
import { techniques } from '../../plugins/masking/techniques/index.ts';
import { adviseNames } from '../../schema/nearest.ts';
import { type FieldType, fieldTypes, type Cell } from '../../schema/terms/field.ts';
import { demoSurrogates } from './mask/demo-keys.ts';
import { listTechniques } from './mask/list.ts';
import { typed } from './mask/typed.ts';
import type { ExitCode, Shell } from './shell.ts';

export interface MaskArguments {
  /** As a policy writes it: `keep(3, 4)`. */
  readonly call?: string;
  /** Nothing: the lines of standard input. */
  readonly values: readonly string[];
  /** The type of the values, where it is not the first of the technique's that they have the form of. */
  readonly type?: string;
  /** Whom the values are about, for techniques that do the same for all that is about one. */
  readonly subject: string;
  /** What is known of them, for redacting texts. */
  readonly known: readonly string[];
  readonly list: boolean;
  readonly json: boolean;
}

/** What `--json` prints, one line for each value. */
interface Masked {
  readonly input: string;
  readonly output: Cell;
  /** How many values the original could still be. */
  readonly candidates: Candidates;
  /** What was found in a text, in UTF-16 offsets. */
  readonly spans?: readonly { readonly type: string; readonly start: number; readonly end: number }[];
}

/** `scrim mask`: what a technique makes of values. 0: all were tried, whether they fit or not; 2: there is no such technique. */
export async function runMask(args: MaskArguments, shell: Shell): Promise<ExitCode> {
  const wrong = (message: string): ExitCode => {
    shell.stderr(`${message}\n`);
    return 2;
  };
  if (args.list) {
    shell.stdout(listTechniques(args.json));
    return 0;
  }
  if (args.call === undefined)
    return wrong('name a technique, as in `scrim mask "keep(3, 4)" 15400001234`, or ask for --list');
  const found = find(args.call);
  if (typeof found === 'string') return wrong(found);
  if (found.assumed) shell.stderr(`\`${found.name}\` wants parameters, and is tried as \`${found.technique.call}\`\n`);
  const types = typesOf(found.technique, args.type);
  if (typeof types === 'string') return wrong(types);
  const masked = masker(found, types, args);
  const print = (line: string): void =>
    shell.stdout(`${args.json ? JSON.stringify(masked.of(line)) : inWords(masked.of(line))}\n`);
  if (args.values.length > 0) for (const value of args.values) print(value);
  else for await (const line of shell.lines()) print(line);
  if (masked.keyed()) shell.stderr('made with a key that everybody has: those of a gateway are others\n');
  return 0;
}

interface Found extends Call {
  readonly technique: Technique;
  /** It was named without the parameters that it wants. */
  readonly assumed?: true;
}

/** The technique of a call, or what is wrong with it. */
function find(text: string): Found | string {
  const call = parsed(text);
  if (typeof call === 'string') return call;
  const technique = techniques.get(call.name);
  if (!technique) {
    const advice = adviseNames(call.name, [...techniques.keys()]);
    return `there is no technique \`${call.name}\`${advice ? `; ${advice}` : ''}; \`scrim mask --list\` shows all`;
  }
  const { data, error } = technique.parameters.safeParse(call.args);
  if (data) return { name: call.name, args: data as Call['args'], technique };
  if (call.args.length === 0 && technique.call) {
    return { name: call.name, args: parseCall(technique.call).args, technique, assumed: true };
  }
  const reason = error.issues.map(({ message }) => message.toLowerCase()).join('; ');
  return `\`${text}\` has wrong parameters: ${reason}; it is written like \`${technique.call ?? technique.name}\`: ${technique.summary}`;
}

function parsed(text: string): Call | string {
  try {
    return parseCall(text);
  } catch (error) {
    return error instanceof Error ? error.message : 'this is no technique';
  }
}

function typesOf(technique: Technique, asked: string | undefined): readonly FieldType[] | string {
  if (asked === undefined) return technique.types;
  const type = fieldTypes.find((one) => one === asked);
  if (type && technique.types.includes(type)) return [type];
  return `\`${technique.name}\` takes no ${asked}, but ${technique.types.join(', ')}`;
}

function masker({ technique, args }: Found, types: readonly FieldType[], { subject, known }: MaskArguments) {
  const { surrogates, asked } = demoSurrogates('Example.value');
  const bounds = new Map(
    types.map((type) => [type, technique.bind({ field: fieldOf(type), surrogates }, ...args)] as const),
  );
  const of = (input: string): Masked => {
    const { type, value } = typed(input, types);
    const output = bounds.get(type)?.mask(value, known, subject) ?? null;
    const left = technique.left?.(input, ...args) ?? technique.candidates(...args);
    const spans = technique.find?.(input, known).map(({ type: kind, start, end }) => ({ type: kind, start, end }));
    return { input, output, candidates: output === null ? 'all' : rounded(left), ...(spans && { spans }) };
  };
  return { of, keyed: asked };
}

const rounded = (left: Candidates): Candidates => (typeof left === 'number' ? Math.max(1, Math.round(left)) : left);

const fieldOf = (type: FieldType) => ({
  coordinate: 'Example.value',
  entity: 'Example',
  name: 'value',
  type,
  tier: 'internal',
  category: 'identity',
  semantic: 'plain',
});

/** One line, whatever stands in the value. */
const inWords = ({ input, output, candidates }: Masked): string => {
  const left = typeof candidates === 'number' ? new Intl.NumberFormat('en').format(candidates) : candidates;
  return output === null
    ? `${oneLine(input)} → null`
    : `${oneLine(input)} → ${oneLine(String(output))} (leaves ${left})`;
};

const oneLine = (text: string): string => (/[\p{Cc}\u2028\u2029]/u.test(text) ? JSON.stringify(text) : text);
