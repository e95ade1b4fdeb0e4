/** A server is not there, or not as it has to be; its text says which, and what to do. No password is in it. */
export class ServiceMissing extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'ServiceMissing';
  }
}

/** Why a server could not be used: its code says enough, its text could hold anything. */
export function missing(what: string, variable: string, place: string, error: unknown): ServiceMissing {
  if (error instanceof ServiceMissing) return error;
  const { code } = error as { readonly code?: unknown };
  const why = typeof code === 'string' && /^\w+$/.test(code) ? ` (${code})` : '';
  return new ServiceMissing(
    `${what} at ${place} cannot be filled${why}: start one there, or name an administrator's address of another in \`${variable}\``,
  );
}
