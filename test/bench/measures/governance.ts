import { unrecorded } from '../contestants.ts';
import { openField } from '../field.ts';
import { questions } from '../questions.ts';
import { race } from '../race.ts';
import { number, table, times } from '../report/table.ts';
import { ratio, resultsOf } from '../results.ts';
import type { Measure } from './measure.ts';

const roles = {
  open: 'everything in clear',
  support: 'phone, e-mail and birth date masked',
  formats: 'phone as a surrogate of its format (FF1)',
  keyed: 'name and e-mail as keyed hashes (HMAC)',
} as const;

type Role = keyof typeof roles;

/** The same questions as callers of whom each sees another part. */
export const measureGovernance: Measure = async ({ database, rounds, seconds, progress }) => {
  const names = Object.keys(roles) as readonly Role[];
  const entries = names.map((role) => ({ label: role, contestant: unrecorded, roles: [role] }));
  const field = await openField<Role>(entries, database);
  try {
    const asked = [questions.fifty, questions.wide];
    const all = await race(field, { questions: asked, connections: 16, rounds, seconds, progress });
    const results = resultsOf(all, 16);
    const rows = asked.flatMap((question) => {
      const cpu = (role: Role): number =>
        results.find(({ query, peer }) => query === question.name && peer === role)?.cpuMicros ?? 0;
      return names.map((role) => [
        `${question.name}: ${roles[role]}`,
        number(cpu(role)),
        times(cpu(role) / cpu('open')),
        times(ratio(all.get(question) ?? [], role, 'open')),
      ]);
    });
    return `The same gateway, asked in four roles, each in a process of its own; 16 connections, and without a record, which would cost all of
them the same. Surrogates are computed for every cell: what they cost is the cipher's.

${table(['', 'µs of CPU', '÷ clear', 'answers per second ÷ clear'], rows)}`;
  } finally {
    await field.close();
  }
};
