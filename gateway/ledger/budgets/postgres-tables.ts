import type { Sql } from '../port.ts';

/** The budgets' tables, qualified and quoted. */
export interface BudgetTables {
  readonly prefix: string;
  readonly budget: string;
  readonly question: string;
}

export function budgetTables(schema: string | undefined): BudgetTables {
  const prefix = schema === undefined ? '' : `"${schema.replaceAll('"', '""')}".`;
  return { prefix, budget: `${prefix}scrim_budget`, question: `${prefix}scrim_budget_question` };
}

/**
 * Creates what is missing. Where all is there it only looks, so the gateway's role needs no right to create; it needs
 * `select, insert, update` on both tables and `execute` on the function.
 */
export async function migrateBudgets(sql: Sql, schema: string | undefined): Promise<void> {
  const tables = budgetTables(schema);
  const [row] = await sql.query('select to_regproc($1) is not null', [`${tables.prefix}scrim_budget_reserve`]);
  if (row?.[0] !== true) await sql.query(migration(tables, schema));
}

// One text is one transaction; its lock keeps replicas that start together from creating one table twice.
// INVARIANT: the function comes last, so where it is, everything is. Its update is the only way to spend, and holds the row
// while it compares: who comes at once waits for it, and compares with what was spent then.
const migration = ({ prefix, budget, question }: BudgetTables, schema: string | undefined): string => `
select pg_advisory_xact_lock(7237118540522);
${schema === undefined ? '' : `create schema if not exists ${prefix.slice(0, -1)};`}
create table if not exists ${budget} (
  recipient text not null,
  population text not null,
  period text not null,
  until timestamptz not null,
  spent bigint not null check (spent >= 0),
  primary key (recipient, population, period)
);
create table if not exists ${question} (
  recipient text not null,
  population text not null,
  period text not null,
  question text not null,
  cost bigint not null check (cost > 0),
  answer text,
  primary key (recipient, population, period, question),
  foreign key (recipient, population, period) references ${budget} on delete cascade
);
create or replace function ${prefix}scrim_budget_reserve(
  whose text, about text, during text, ends timestamptz, asked text, price bigint, most bigint
) returns table (verdict text, remaining bigint, answered text) language plpgsql as $$
declare
  used bigint;
  spends bigint;
begin
  if current_setting('synchronous_commit') in ('off', 'local') then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  insert into ${budget} as b (recipient, population, period, until, spent) values (whose, about, during, ends, 0)
    on conflict do nothing;
  select b.spent into used from ${budget} b
    where b.recipient = whose and b.population = about and b.period = during for update;
  select 'again', greatest(most - used, 0), q.answer into verdict, remaining, answered from ${question} q
    where q.recipient = whose and q.population = about and q.period = during and q.question = asked;
  if not found then
    update ${budget} b set spent = b.spent + price
      where b.recipient = whose and b.population = about and b.period = during and b.spent + price <= most
      returning b.spent into spends;
    if found then
      used := spends;
      insert into ${question} values (whose, about, during, asked, price, null);
      verdict := 'granted';
    else
      verdict := 'exhausted';
    end if;
    remaining := greatest(most - used, 0);
  end if;
  return next;
end $$;
`;
