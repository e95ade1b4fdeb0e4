import { percent } from '../numbers.ts';
import type { EntityRisk, FieldRisk, RiskReport } from '../report.ts';
import { figures, notIncluded, readInWords } from '../told.ts';
import type { Language, Words } from '../words.ts';
import { element, type Markup } from './element.ts';
import { fieldsPicture } from './fields.ts';
import { groupsPicture } from './groups.ts';
import { peoplePicture } from './people.ts';
import { style } from './style.ts';

const tags: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };

/** A report as one HTML file: it fetches nothing and runs nothing. */
export function htmlOf(report: RiskReport, words: Words, language: Language): string {
  const head = element(
    'head',
    {},
    { markup: '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' },
    {
      markup: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    },
    element('title', {}, `${words.title} ${report.who}`),
    { markup: `<style>${style}</style>` },
  );
  const body = element(
    'body',
    {},
    element('h1', {}, words.title),
    facts(report, words),
    element('p', { class: 'soft' }, words.explained),
    ...report.entities.map((one) => entitySection(one, words)),
  );
  return `<!doctype html>\n${element('html', { lang: tags[language] }, head, body).markup}\n`;
}

function facts({ who, purpose, at, policy }: RiskReport, words: Words): Markup {
  const fact = (name: string, value: string): Markup =>
    element('div', {}, element('dt', {}, name), element('dd', {}, element('code', {}, value)));
  return element(
    'dl',
    { class: 'facts' },
    fact(words.who, who.replaceAll('`', '')),
    fact(words.purpose, purpose),
    fact(words.measured, at.slice(0, 16).replace('T', ' ').concat(' UTC')),
    fact(words.policy, policy),
  );
}

function entitySection(one: EntityRisk, words: Words): Markup {
  const title = element('h2', {}, one.entity);
  const read = element('p', { class: 'soft' }, readInWords(one, words));
  if (one.rows === 0) return element('section', {}, title, read, element('p', {}, words.nothing));
  const cards = figures(one, words).map(({ value, name, meaning }) =>
    element(
      'div',
      { class: 'card' },
      element('b', {}, value),
      element('i', {}, name),
      element('p', {}, meaning.replaceAll('`', '')),
    ),
  );
  return element(
    'section',
    {},
    title,
    read,
    element('div', { class: 'cards' }, ...cards),
    element(
      'div',
      { class: 'pictures' },
      peoplePicture(one.measures, words),
      groupsPicture(one.measures.buckets, words),
    ),
    ...(one.fields.length > 0 ? [fieldsPicture(one, words), fieldsTable(one.fields, words)] : []),
    notes(one, words),
  );
}

function fieldsTable(fields: readonly FieldRisk[], words: Words): Markup {
  const number = { class: 'number' };
  const code = (value: string): Markup => element('td', {}, element('code', {}, value));
  const head = element(
    'tr',
    {},
    element('th', {}, words.field),
    element('th', {}, words.shown),
    element('th', number, words.only),
    element('th', number, words.without),
    element('th', {}, words.step),
    element('th', number, words.stepped),
  );
  const rows = fields.map(({ field, technique, only, without, step }) =>
    element(
      'tr',
      {},
      code(field),
      code(technique),
      element('td', number, percent(only.alone)),
      element('td', number, percent(without.alone)),
      code(step.technique),
      element('td', number, step.measured ? percent(step.alone) : words.unmeasured),
    ),
  );
  return element('div', { class: 'scroll' }, element('table', {}, head, ...rows));
}

function notes(one: EntityRisk, words: Words): Markup {
  const left = notIncluded(one, words).map(({ reason, names }) => `${reason}: ${names.join(', ')}`);
  const said = [
    ...(one.sample === undefined ? [] : [words.sampled]),
    ...(one.kept < 1 ? [words.kept(percent(one.kept))] : []),
  ];
  if (left.length + said.length === 0) return element('p', {});
  return element(
    'div',
    { class: 'notes' },
    ...said.map((each) => element('p', {}, each)),
    ...(left.length > 0 ? [element('p', {}, element('b', {}, words.left))] : []),
    ...left.map((each) => element('p', {}, each)),
  );
}
