import { type Catalogue, type Entity, subjectEntity } from '../../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../../schema/finding.ts';
import { lintGrid } from '../lint-grid.ts';
import { strangers } from '../lint-whom.ts';
import { type Path, unknown, unwise, wrong } from '../../remark.ts';
import type { AnonymizationSection } from '../policy.ts';
import { lintFigures } from './lint-figures.ts';
import { keyFits } from './keys.ts';
import { lintMeetings } from './lint-meetings.ts';
import type { NoisePolicy } from './policy.ts';

type Aggregate = NoisePolicy['aggregates'][string];

/** The most groups of declared keys: each is answered, whether anybody is in it or not. */
const mostGroups = 1000;

/** What can be wrong with the rules of noise. */
export const lintNoise = (section: AnonymizationSection, catalogue: Catalogue): readonly Remark[] => [
  ...Object.entries(section.noise).flatMap(([name, rule]) => {
    const path = ['noise', name];
    return [...strangers(section, rule, path), ...lintRule(catalogue, rule, path)];
  }),
  ...lintMeetings(section),
];

function lintRule(catalogue: Catalogue, rule: NoisePolicy, path: Path): readonly Remark[] {
  const population = catalogue.entities.get(rule.population);
  const at = [...path, 'population'];
  const aggregates = Object.entries(rule.aggregates);
  return [
    ...(population ? [] : [unknown(at, 'entity', rule.population, catalogue.entities.keys())]),
    ...(population && population.subject?.length !== 0 ? [noPeople(population, at)] : []),
    ...(aggregates.length === 0
      ? [wrong([...path, 'aggregates'], 'nothing is registered, so nothing is answered')]
      : []),
    ...aggregates.flatMap(([name, one]) => lintAggregate(catalogue, rule, one, [...path, 'aggregates', name])),
  ];
}

const noPeople = ({ name }: Entity, path: Path): Remark =>
  wrong(path, `the rows of \`${name}\` are no people`, 'name the entity whose rows are people: its `subject` is `[]`');

function lintAggregate(catalogue: Catalogue, rule: NoisePolicy, one: Aggregate, path: Path): readonly Remark[] {
  const entity = catalogue.entities.get(one.entity);
  const at = (...more: Path): Path => [...path, ...more];
  if (!entity) return [unknown(at('entity'), 'entity', one.entity, catalogue.entities.keys())];
  const about = subjectEntity(catalogue, entity)?.name;
  const stranger = `the rows of \`${one.entity}\` are not about people of \`${rule.population}\``;
  return [
    ...(about === rule.population
      ? []
      : [wrong(at('entity'), stranger, 'ask for an entity whose `subject` leads there')]),
    ...(one.rho > rule.rho ? [tooDear(rule, one, at('rho'))] : []),
    ...lintDimensions(entity, one, at('groupBy')),
    ...lintFigures(entity, one, path),
    ...(one.person.groups > one.person.rows
      ? [unwise(at('person', 'groups'), 'nobody is in more groups than they have rows that count', 'lower it')]
      : []),
  ];
}

const tooDear = (rule: NoisePolicy, one: Aggregate, path: Path): Remark =>
  wrong(
    path,
    `the answer costs ${one.rho}, and the whole budget is ${rule.rho}`,
    'let it cost less, or the budget be larger',
  );

function lintDimensions(entity: Entity, { groupBy }: Aggregate, path: Path): readonly Remark[] {
  const grid = Object.fromEntries(Object.entries(groupBy).map(([name, { band }]) => [name, band] as const));
  const wrongs = lintGrid(entity, grid, path);
  if (wrongs.length > 0) return wrongs;
  const groups = Object.values(groupBy).reduce((product, { keys }) => product * (keys?.length ?? 1), 1);
  const many = `these keys make ${groups} groups, and an answer has at most ${mostGroups}`;
  return [
    ...(groups > mostGroups ? [wrong(path, many, 'declare fewer keys')] : []),
    ...Object.entries(groupBy).flatMap(([name, { band, keys = [] }]) =>
      keys.flatMap((key, at): readonly Remark[] => {
        const type = entity.fields.get(name)?.type ?? 'String';
        const place = [...path, name, 'keys', at];
        if (!keyFits(type, band, key)) return [wrong(place, `no group of \`${name}\` has such a key`, advice(band))];
        const values = entity.fields.get(name)?.values;
        if (values && !values.includes(String(key)))
          return [unknown(place, `value of \`${name}\``, String(key), values)];
        return keys.indexOf(key) < at ? [wrong(place, 'this key stands here twice')] : [];
      }),
    ),
  ];
}

function advice(band: Aggregate['groupBy'][string]['band']): string {
  if (typeof band === 'number') return `write where a span begins: a multiple of ${band}`;
  return band === true ? 'write a value of the field' : `write the first day of a ${band}: 2026-01-01`;
}
