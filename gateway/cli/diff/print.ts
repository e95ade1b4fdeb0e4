import { restrictionKey } from '../../../schema/terms/restriction.ts';
import { type Change, changeKinds, isWider } from '../../matrix/diff.ts';
import type { Holder } from '../../matrix/holders.ts';
import { inColumns } from '../columns.ts';
import { holderInWords } from '../matrix-words.ts';
import { changeInWords } from './words.ts';

/** The changes for people: a line for what is the same about several fields, and a summary. */
export function printChanges(changes: readonly Change[], holders: readonly Holder[]): string {
  const lines = new Map<string, Line>();
  const entities = new Map(changes.filter(({ scope }) => scope === 'entity').map((one) => [placeOf(one), one]));
  for (const change of changes) {
    if (isTold(change, entities.get(placeOf(change)))) continue;
    const line = { kind: change.kind, where: whereOf(change, holders), what: changeInWords(change) };
    const key = JSON.stringify(line);
    lines.set(key, { ...line, names: [...(lines.get(key)?.names ?? []), ...nameOf(change)] });
  }
  const told = inColumns(
    [...lines.values()].map(({ kind, where, names, what }) => [kind, sentence(where, names, what)]),
  );
  return [...told, ...(told.length > 0 ? [''] : []), summaryOf(changes), ''].join('\n');
}

const placeOf = ({ kind, holder, purpose, name }: Change): string =>
  JSON.stringify([kind, holder, purpose, name.split('.')[0]]);

/** Where rows are another choice every field of theirs is as well: once is enough. */
function isTold({ scope, parts }: Change, entity: Change | undefined): boolean {
  const [part, ...others] = parts;
  const rows = entity?.parts.find(({ aspect }) => aspect === 'rows');
  if (scope !== 'cell' || part?.of !== 'outcome' || rows?.of !== 'rows' || others.length > 0) return false;
  const keys = [part.from.rows, rows.from, part.to.rows, rows.to].map(restrictionKey);
  return (
    keys[0] === keys[1] && keys[2] === keys[3] && JSON.stringify(part.from.cases) === JSON.stringify(part.to.cases)
  );
}

interface Line {
  readonly kind: Change['kind'];
  readonly where: string;
  readonly what: string;
  readonly names: readonly string[];
}

const sentence = (where: string, names: readonly string[], what: string): string =>
  [where, names.join(', '), what].filter((part) => part !== '').join(': ');

function whereOf({ scope, holder, purpose, name }: Change, holders: readonly Holder[]): string {
  const key = holder ?? (scope === 'role' || scope === 'agreement' ? name : undefined);
  const found = holders.find((one) => one.key === key);
  const who = found ? holderInWords(found) : '';
  if (purpose !== undefined) return `${who} for \`${purpose}\``;
  return scope === 'purpose' ? `purpose \`${name}\`` : who;
}

/** What has no holder of its own is named by where it stands. */
function nameOf({ scope, name }: Change): readonly string[] {
  if (scope === 'role' || scope === 'agreement' || scope === 'purpose') return [];
  return [scope === 'limit' ? `limits.${name}` : name];
}

const verbs: Readonly<Record<Change['kind'], readonly [one: string, many: string]>> = {
  widens: ['1 is wider', 'are wider'],
  adds: ['1 is new', 'are new'],
  differs: ['1 may be wider', 'may be wider'],
  narrows: ['1 is narrower', 'are narrower'],
  removes: ['1 is gone', 'are gone'],
  changes: ['1 says something else', 'say something else'],
};

function summaryOf(changes: readonly Change[]): string {
  const counted = changeKinds.flatMap((kind) => {
    const count = changes.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [count === 1 ? verbs[kind][0] : `${count} ${verbs[kind][1]}`];
  });
  if (counted.length === 0) return 'nothing changes';
  return `${counted.join(', ')}: ${changes.some(isWider) ? 'somebody may see more' : 'nobody sees more'}`;
}
