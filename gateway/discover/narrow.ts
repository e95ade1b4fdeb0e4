import type { Described } from './port.ts';

/** What is left of a store where only some of it is wanted. */
export function narrowed(described: Described, only: readonly string[]): Described {
  if (only.length === 0) return described;
  const fits = (name: string): boolean => only.some((one) => isLike(name, one));
  const { tables, closed, api } = described;
  return {
    // What an API lists is called otherwise than what its schemas are.
    tables: api ? tables : tables.filter(({ key }) => fits(key)),
    closed: closed.filter(fits),
    ...(api && { api: { ...api, resources: api.resources.filter(({ table }) => fits(table.key)) } }),
  };
}

/** `crm_*` is like `crm_contact`. Its parts are looked for one after the other, so that no pattern takes long. */
function isLike(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return name === pattern;
  if (!name.startsWith(first) || !name.slice(first.length).endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}
