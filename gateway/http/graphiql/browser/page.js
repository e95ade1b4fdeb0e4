// Runs in the browser as it stands here. It builds the bar, the strip and GraphiQL; texts are set as text, never as HTML.

const labels = {
  en: {
    who: 'I am',
    why: 'because of',
    note: 'The same query, answered differently to each of them.',
    receipt: 'Receipt',
    purpose: 'Purpose',
    policy: 'Policy',
    nothing: 'Run the query: what was shown of each field, and why, stands here.',
    clear: 'Every field was shown in clear.',
    refused: 'Refused',
    disclosure: {
      reduced: 'reduced',
      replaced: 'replaced',
      withheld: 'withheld',
      denied: 'denied',
      conditional: 'by row',
      clear: 'clear',
    },
  },
  zh: {
    who: '身份',
    why: '目的',
    note: '同一查询，因人因目的而异。',
    receipt: '回执',
    purpose: '目的',
    policy: '策略版本',
    nothing: '运行查询后，这里列出每个字段的展示方式及理由。',
    clear: '所有字段均为明文。',
    refused: '已拒绝',
    disclosure: {
      reduced: '部分展示',
      replaced: '替换',
      withheld: '不展示',
      denied: '拒绝',
      conditional: '按行',
      clear: '明文',
    },
  },
};

const chinese = navigator.language.toLowerCase().startsWith('zh');
const t = chinese ? labels.zh : labels.en;
document.documentElement.lang = chinese ? 'zh-CN' : 'en';

const options = JSON.parse(document.getElementById('options').textContent);
const personas = options.personas ?? [];
const chosen = { persona: undefined, purpose: undefined, token: undefined };
const remembered = 'scrim:chosen';

/** An element with its properties and children. */
const el = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

async function load(src) {
  await new Promise((resolve, reject) => {
    document.head.append(el('script', { src, onload: resolve, onerror: () => reject(new Error(src)) }));
  });
}

// ---- the bar ----

function select(id, label, onchange) {
  const control = el('select', { id, onchange });
  document.getElementById('bar').append(el('label', { htmlFor: id, textContent: label }), control);
  return control;
}

const fill = (control, values, value) => {
  control.replaceChildren(...values.map((each) => el('option', { value: each, textContent: each })));
  control.disabled = values.length === 0;
  control.value = values.includes(value) ? value : (values[0] ?? '');
};

async function buildBar() {
  const bar = document.getElementById('bar');
  bar.hidden = false;
  bar.append(el('strong', { textContent: 'Scrim' }));
  const who = select('persona', t.who, () => change(true));
  const why = select('purpose', t.why, () => change(true));
  bar.append(el('span', { className: 'note', textContent: t.note }));
  const before = stored(remembered);
  fill(
    who,
    personas.map(({ persona }) => persona),
    before.persona,
  );

  async function change(refetch) {
    chosen.persona = who.value;
    const { purposes } = personas.find(({ persona }) => persona === who.value);
    fill(why, purposes, refetch ? why.value : before.purpose);
    chosen.purpose = why.value || undefined;
    localStorage.setItem(remembered, JSON.stringify({ persona: chosen.persona, purpose: chosen.purpose }));
    await takeToken();
    showStrip(undefined);
    if (refetch) document.querySelector('button[aria-label^="Re-fetch GraphQL schema"]')?.click();
  }
  await change(false);
}

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

/** Held in this page only; a token is never stored. */
async function takeToken() {
  const { persona, purpose } = chosen;
  const asked = new URLSearchParams({ persona, ...(purpose ? { purpose } : {}) });
  const response = await fetch(`/demo/token?${asked}`);
  // Whoever chose again meanwhile has another request under way.
  if (chosen.persona !== persona || chosen.purpose !== purpose) return;
  chosen.token = response.ok ? (await response.json()).token : undefined;
}

// ---- the strip ----

function showStrip(answer) {
  const strip = document.getElementById('strip');
  strip.hidden = false;
  const privacy = answer?.extensions?.privacy;
  const errors = answer?.errors ?? [];
  if (!answer) strip.replaceChildren(el('p', { className: 'quiet', textContent: t.nothing }));
  else strip.replaceChildren(facts(privacy), ...errors.map(refusal), fields(privacy?.fields, errors.length > 0));
}

function facts(privacy) {
  const rows = [
    [t.receipt, privacy?.receipt],
    [t.purpose, privacy?.purpose],
    [t.policy, privacy?.policy],
  ];
  return el(
    'dl',
    {},
    ...rows.flatMap(([name, value]) =>
      value ? [el('dt', { textContent: name }), el('dd', { textContent: value, title: value })] : [],
    ),
  );
}

const refusal = (error) =>
  el(
    'div',
    { className: 'refusal' },
    el('strong', { textContent: `${t.refused}: ${error.extensions?.code ?? ''}` }),
    el('p', { textContent: error.message }),
  );

function fields(told, failed) {
  const entries = Object.entries(told ?? {});
  if (entries.length === 0) return el('p', { className: 'quiet', textContent: failed ? '' : t.clear });
  return el(
    'ul',
    {},
    ...entries.map(([coordinate, field]) =>
      el(
        'li',
        {},
        el('code', { textContent: coordinate }),
        el('span', {
          className: `tag ${field.disclosure}`,
          textContent: t.disclosure[field.disclosure] ?? field.disclosure,
        }),
        el('span', { className: 'technique', textContent: field.technique ?? '' }),
        el('p', { className: 'quiet', textContent: field.reason ?? '' }),
      ),
    ),
  );
}

// ---- GraphiQL ----

const fetcher = async (parameters, { headers = {} } = {}) => {
  const { persona } = chosen;
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json',
      ...(chosen.token ? { Authorization: `Bearer ${chosen.token}` } : {}),
      ...(chosen.purpose ? { 'Scrim-Purpose': chosen.purpose } : {}),
      ...headers,
    },
    body: JSON.stringify(parameters),
  });
  const answer = await response.json();
  const introspects = parameters.operationName === 'IntrospectionQuery';
  if (!introspects && persona === chosen.persona) showStrip(answer);
  return answer;
};

/** Monaco asks for workers by label. They come from here: `blob:` would let any text run as one. */
globalThis.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) =>
    ({ json: '/graphiql/json.worker.js', graphql: '/graphiql/graphql.worker.js' })[label] ??
    '/graphiql/editor.worker.js',
};

/**
 * The tab that was open. GraphiQL finds it again by its content; told nothing, it opens an empty one beside a query that
 * was never edited.
 */
function openTab() {
  const { tabs = [], activeTabIndex = 0 } = stored('graphiql:tabState');
  const tab = tabs[activeTabIndex];
  const linked = new URL(location.href).searchParams.get('query');
  if (linked) return { query: linked };
  return tab?.query?.trim() ? { query: tab.query, variables: tab.variables ?? undefined } : { query: options.query };
}

const [tokenTaken] = await Promise.allSettled([
  personas.length > 0 ? buildBar() : showStrip(undefined),
  load('/graphiql/graphiql.js'),
]);
if (tokenTaken.status === 'rejected') console.error(tokenTaken.reason);
globalThis.YogaGraphiQL.renderYogaGraphiQL(document.getElementById('graphiql'), {
  title: 'Scrim',
  logo: '',
  fetcher,
  defaultQuery: options.query,
  ...openTab(),
  // Neither tokens nor queries stay behind in the browser's storage, its history or the address.
  shouldPersistHeaders: false,
  onEditQuery: () => {},
});
