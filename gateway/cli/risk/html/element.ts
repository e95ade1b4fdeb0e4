/** Markup that is right already: what `element` gives. */
export interface Markup {
  readonly markup: string;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (words: string): string => words.replace(/[&<>"']/g, (one) => escapes[one] ?? one);

/** An element of HTML or SVG. Names are ours, values and words are made safe. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...inside: readonly (Markup | string)[]
): Markup {
  const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const within = inside.map((one) => (typeof one === 'string' ? escaped(one) : one.markup)).join('');
  return { markup: `<${name}${told.join('')}>${within}</${name}>` };
}
