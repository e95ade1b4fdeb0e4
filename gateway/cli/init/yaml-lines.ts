/** Lines of a comment. */
export const remark = (indent: string, lines: readonly string[]): readonly string[] =>
  lines.map((line) => `${indent}# ${line}`);

/** What readers of YAML take for something else than a text. */
const traps = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A text that a flow of YAML may hold as it stands, or quoted. */
export const scalar = (text: string): string =>
  /^[a-z][\w.:-]*(?:\([\w. -]*\))?$/i.test(text) && !traps.test(text) ? text : JSON.stringify(text);

export const flow = (items: readonly string[]): string => `[${items.map(scalar).join(', ')}]`;

const widest = 110;

/** `key: [a, b]` where it fits, and one item a line where it does not; nothing where there is none. */
export function listed(indent: string, key: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const line = `${indent}${key}: ${flow(items)}`;
  if (line.length <= widest) return [line];
  return [`${indent}${key}:`, ...items.map((item) => `${indent}  - ${scalar(item)}`)];
}
