import type { Api, ApiKey, ApiResource } from './api.ts';

/** What stands in gateway.yaml for an API. */
export interface PrintedStore {
  readonly lines: readonly string[];
  /** Variables of the environment that hold its address and its secrets. */
  readonly variables: readonly string[];
}

/** As readers of YAML take a text: quoted, save for a plain word. */
const scalar = (value: string | number): string =>
  typeof value === 'number' ||
  (/^[A-Za-z/][\w/.-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value))
    ? String(value)
    : JSON.stringify(value);

const flow = (pairs: Readonly<Record<string, string | number>>): string =>
  `{ ${Object.entries(pairs)
    .map(([key, value]) => `${scalar(key)}: ${scalar(value)}`)
    .join(', ')} }`;

/** The lines below `stores:`, what was guessed marked for somebody to look at. */
export function printStore(api: Api, store: string, prefix: string): PrintedStore {
  const { lines: key, variables } = keyLines(api.key, prefix);
  const address = `${prefix}_API`;
  return {
    variables: [...(api.url === undefined ? [address] : []), ...variables],
    lines: [
      `  ${scalar(store)}:`,
      '    kind: rest',
      `    url: ${JSON.stringify(`\${${address}${api.url === undefined ? '' : `:-${api.url}`}}`)}`,
      ...key,
      '    # What the API cannot do is done here, over at most `most` records a read.',
      '    scan: true',
      '    most: 2000',
      '    resources:',
      ...api.resources.flatMap(resourceLines),
    ],
  };
}

function keyLines(key: ApiKey | undefined, prefix: string): PrintedStore {
  if (!key) return { lines: [], variables: [] };
  if (key.by === 'header') {
    const name = key.name === undefined ? '' : `name: ${scalar(key.name)}, `;
    const value = `${key.scheme === undefined ? '' : `${key.scheme} `}\${${prefix}_TOKEN}`;
    return {
      lines: [`    authorization: { by: header, ${name}value: ${JSON.stringify(value)} }`],
      variables: [`${prefix}_TOKEN`],
    };
  }
  const [id, secret] = [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`];
  return {
    lines: [
      '    authorization:',
      '      by: client-credentials',
      `      tokenUrl: ${JSON.stringify(key.tokenUrl)}`,
      `      clientId: ${JSON.stringify(`\${${id}}`)}`,
      `      clientSecret: ${JSON.stringify(`\${${secret}}`)}`,
      ...(key.scope === undefined
        ? []
        : [`      # review: as few as will do\n      scope: ${JSON.stringify(key.scope)}`]),
    ],
    variables: [id, secret],
  };
}

const review = '  # review: guessed from its name';

function resourceLines({ table, key, fields, list, byId, needs }: ApiResource): readonly string[] {
  return [
    `      ${scalar(table.name)}:`,
    `        key: ${scalar(key)}`,
    '        fields:',
    ...fields.map(({ column, at, asked }) => {
      const filters = asked === undefined ? '' : `filters: ${flow({ eq: asked })}`;
      const parts = [...(at === undefined ? [] : [`at: ${scalar(at)}`]), ...(filters === '' ? [] : [filters])];
      return `          ${scalar(column)}: ${parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`}${filters === '' ? '' : review}`;
    }),
    '        list:',
    `          path: ${scalar(list.path)}`,
    ...(needs.length > 0
      ? [
          `          # review: the description says that it wants ${needs.map((one) => JSON.stringify(one)).join(', ')}: \`say: { NAME: value }\``,
        ]
      : []),
    ...(list.items === '' ? [] : [`          items: ${scalar(list.items)}`]),
    ...(list.total === undefined ? [] : [`          total: ${scalar(list.total)}${review}`]),
    `          paging: ${list.paging ? flow(list.paging) : '{ by: none }'}${list.paging ? review : '  # review: nothing tells how further pages are asked for'}`,
    ...(byId ? [`        byId: ${flow({ path: byId.path, ...(byId.item === '' ? {} : { item: byId.item }) })}`] : []),
  ];
}
