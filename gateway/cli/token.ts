import { randomUUID } from 'node:crypto';
import { demoKey, personasOf, mintToken } from '../identify/demo-issuer.ts';
import type { IssuerOptions } from '../identify/options.ts';

export interface TokenArguments {
  readonly persona: string;
  /** Binds the token to one purpose. */
  readonly purpose?: string;
  /** Seconds, a day at most; an hour unless set. */
  readonly lifetime?: number;
  /** The `issuers` of `gateway.yaml`. */
  readonly issuers: readonly IssuerOptions[];
  /** The data folder, where the demo's keys lie or is made. */
  readonly data: string;
  /** Seconds since 1970. */
  readonly now: number;
}

export interface Output {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

const hour = 3600;
const names = (all: readonly string[]): string => all.map((name) => `\`${name}\``).join(', ') || 'none';

/** `scrim token`: the token alone on stdout. 0: printed; 1: the key cannot be used; 2: wrong arguments. */
export async function runToken(args: TokenArguments, io: Output): Promise<0 | 1 | 2> {
  const wrong = (text: string): 2 => {
    io.stderr(`${text}\n`);
    return 2;
  };
  const personas = personasOf(args.issuers);
  if (personas.length === 0)
    return wrong('there is no demo issuer in `gateway.yaml`: tokens come from your own issuer');
  const persona = personas.find(({ name }) => name === args.persona);
  if (!persona) {
    return wrong(`there is no persona \`${args.persona}\`; there are: ${names(personas.map(({ name }) => name))}`);
  }
  const { issuer } = persona;
  if (args.purpose !== undefined && !issuer.purposes.includes(args.purpose)) {
    return wrong(`there is no purpose \`${args.purpose}\` for demo tokens; there are: ${names(issuer.purposes)}`);
  }
  const lifetime = args.lifetime ?? hour;
  if (!Number.isInteger(lifetime) || lifetime < 1 || lifetime > 24 * hour) {
    return wrong('the lifetime must be 1 to 86400 whole seconds');
  }
  try {
    const { name: _, issuer: __, ...who } = persona;
    const token = await mintToken({
      ...who,
      key: await demoKey(args.data, issuer.issuer),
      issuer: issuer.issuer,
      audience: issuer.audience[0] ?? '',
      ...(args.purpose === undefined ? {} : { purpose: args.purpose }),
      lifetime,
      now: args.now,
      id: randomUUID(),
    });
    io.stdout(`${token}\n`);
    return 0;
  } catch (error) {
    io.stderr(`${error instanceof Error ? error.message : 'the token could not be made'}\n`);
    return 1;
  }
}
