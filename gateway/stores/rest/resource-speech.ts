import type { Resource } from './resource-options.ts';

/** What is said in a body is said by POST. */
export function speaksOneWay({ list, fields, select, byId }: Resource): boolean {
  const { paging: pages } = list;
  const said: readonly (string | undefined)[] = [
    ...Object.keys(list.say),
    'size' in pages ? pages.size : undefined,
    'offset' in pages ? pages.offset : 'page' in pages ? pages.page : 'token' in pages ? pages.token : undefined,
    ...Object.values(fields).flatMap(({ filters, sort }) => [
      ...Object.values(filters).map((one) => (typeof one === 'string' ? one : one.put)),
      ...Object.keys({ ...sort.asc, ...sort.desc }),
    ]),
    select?.put,
  ];
  const inBody = (one: string | undefined): boolean => one?.startsWith('/') ?? false;
  return (list.method === 'POST' || !said.some(inBody)) && !Object.keys(byId?.say ?? {}).some(inBody);
}

/** Whether what should be a pattern is one. */
export const hasPatterns = ({ fields }: Resource): boolean =>
  Object.values(fields)
    .flatMap(({ filters }) => Object.values(filters))
    .every((one) => typeof one === 'string' || one.only === undefined || isPattern(one.only));

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
}
