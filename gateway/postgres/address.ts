/** TLS as libpq's `sslmode` has it. With `allow` and `prefer` whoever stands between can refuse the encryption. */
export const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof sslModes)[number];

/** Where a server of databases is and how to speak with it, however it was written down. Files are still names. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  readonly sslmode: SslMode;
  readonly sslrootcert?: string;
  readonly sslcert?: string;
  readonly sslkey?: string;
}

type Facts = { readonly [K in keyof Address]?: Address[K] | undefined };

/** An address as a configuration has it: in one `url`, or part by part. */
export interface WrittenAddress extends Facts {
  readonly url?: string | undefined;
}

/** How addresses of one kind of server begin, and where it listens. */
export interface Scheme {
  readonly protocols: readonly string[];
  readonly port: number;
}

const postgres: Scheme = { protocols: ['postgres', 'postgresql'], port: 5432 };

/** @throws Error, which never repeats what was written: a password could be in it. */
export function addressOf(options: WrittenAddress, scheme: Scheme = postgres): Address {
  const { url, ...given } = options;
  const written: Facts = url === undefined ? given : { ...readUrl(url, scheme), ...defined(given) };
  const { host, database, user, password, sslrootcert, sslcert, sslkey } = written;
  if (!host || !database || !user) throw new Error('the address of a database needs host, database and user');
  return Object.freeze({
    host,
    port: written.port ?? scheme.port,
    database,
    user,
    sslmode: written.sslmode ?? (isLocal(host) ? 'disable' : 'verify-full'),
    ...defined({ password, sslrootcert, sslcert, sslkey }),
  });
}

/** On this machine: nobody stands between. */
export const isLocal = (host: string): boolean => host.startsWith('/') || /^(localhost|127(\.\d+){3}|::1)$/.test(host);

const parameters = ['host', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey'] as const;

function readUrl(text: string, { protocols }: Scheme): Facts {
  if (!protocols.some((protocol) => text.startsWith(`${protocol}://`)) || !URL.canParse(text))
    throw new Error(`the \`url\` of a database begins with ${protocols[0]}:// and is a valid one`);
  const url = new URL(text);
  const unknown = [...url.searchParams.keys()].find((name) => !(parameters as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new Error(`the \`url\` of a database takes ${parameters.join(', ')}, not \`${unknown}\``);
  const given = (name: (typeof parameters)[number]): string | undefined => url.searchParams.get(name) ?? undefined;
  const part = (value: string): string | undefined => (value === '' ? undefined : decodePart(value));
  const { host, sslmode, ...files } = Object.fromEntries(parameters.map((name) => [name, given(name)]));
  return defined({
    ...files,
    host: host ?? part(url.hostname.replace(/^\[(.*)\]$/, '$1')),
    port: url.port === '' ? undefined : Number(url.port),
    database: part(url.pathname.slice(1)),
    user: part(url.username),
    password: part(url.password),
    sslmode: sslmode === undefined ? undefined : readMode(sslmode),
  });
}

function readMode(text: string): SslMode {
  const mode = sslModes.find((one) => one === text);
  if (!mode) throw new Error(`\`sslmode\` is one of ${sslModes.join(', ')}`);
  return mode;
}

function decodePart(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new Error('a part of the `url` of a database is not escaped correctly: write % as %25');
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const defined = <T extends object>(of: T): Defined<T> =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as Defined<T>;
