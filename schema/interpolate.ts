import type { Finding } from './finding.ts';
import type { Document, Path, Refused } from './yaml.ts';

/** `$${`, which stands for `${`; a whole `${NAME}` or `${NAME:-default}`; or the begin of one that is broken. */
const reference = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}|\$\{/g;

/**
 * Fills `${NAME}` and `${NAME:-default}` in the texts of a document from the environment; the default also stands in
 * where the variable is empty. What comes out is a text, whatever it looks like. No error holds a value.
 */
export function interpolate(
  document: Document,
  environment: Readonly<Record<string, string | undefined>>,
): Document | Refused {
  const findings: Finding[] = [];
  const refuse = (path: Path, message: string, advice: string): string => {
    findings.push({ severity: 'error', file: document.file, ...document.locate(path), path, message, advice });
    return '';
  };
  const fill = (text: string, path: Path): string =>
    text.replace(reference, (all: string, name: string | undefined, otherwise: string | undefined) => {
      if (all === '$${') return '${';
      if (name === undefined)
        return refuse(
          path,
          'a `${` here is not closed',
          'write `${NAME}` or `${NAME:-default}`, or `$${` for the characters',
        );
      return (
        (Object.hasOwn(environment, name) && environment[name]) ||
        (otherwise ??
          refuse(path, `\`${name}\` is not set`, `set it in the environment, or write \`\${${name}:-default}\``))
      );
    });
  const walk = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') return fill(value, path);
    if (Array.isArray(value)) return value.map((item, i) => walk(item, [...path, i]));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]));
  };
  const value = walk(document.value, []);
  return findings.length > 0 ? { findings } : Object.freeze({ ...document, value });
}
