import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDump } from '../../gateway/stores/dump/load.ts';
import { splitDump } from '../../gateway/stores/dump/split.ts';

const steps = (text: string) => [...splitDump(text)];
const statements = (text: string): readonly string[] => steps(text).map(({ sql }) => sql);

describe('a plain dump', () => {
  test('is cut where a statement ends, and nowhere else', () => {
    const whole = [
      `select ';', ";", e'\\';', $$;$$, $a1$ $$;$$ ; $a1$ /* ; */, 1 - -2;`,
      `create function f() returns int language sql begin atomic select case when true then 1 end; select 2; end;`,
      `insert into t values ('it''s; -- here');`,
      'select 1',
    ];
    expect(statements(`-- a comment; of the dump\n\n${whole.join('\n/* and ; another */ ')}`)).toEqual(whole);
    expect(statements('-- nothing;\n;\n ; /* at all */')).toEqual([]);
  });

  test('has rows behind a COPY, which are no statements', () => {
    const [copy, next] = steps(
      `set x = 1;\nCOPY a.b (c, "d;") FROM stdin;\n1\t;\n\\N\tit's\n\\\\.\t\\.\n\\.\n\n\nselect 2;\n`,
    ).slice(1);
    expect(copy).toEqual({ sql: 'COPY a.b (c, "d;") FROM stdin;', rows: "1\t;\n\\N\tit's\n\\\\.\t\\.\n", line: 2 });
    expect(next).toEqual({ sql: 'select 2;', line: 9 });
    expect(steps('copy a from stdin;\n\\.\n')).toEqual([{ sql: 'copy a from stdin;', rows: '', line: 1 }]);
    expect(() => steps('copy a from stdin;\n1\n')).toThrow('line 1: the rows of this COPY have no end');
  });

  test('may hold the restriction of a newer psql, and no other command of it', () => {
    expect(statements('-- x\n\\restrict a1B\n\nselect 1;\n\n\\unrestrict a1B\n\n')).toEqual(['select 1;']);
    expect(() => steps('select 1;\n\n\\connect other\nselect 2;')).toThrow(
      'line 3: `\\connect` is a command of psql, and no statement',
    );
  });

  test('is lost in no part, whatever it holds', () => {
    const text = fc.string({ unit: fc.constantFrom(...`a;'"$\\-/*e \n1`), maxLength: 12 });
    const quoted = text.map((one) => `'${one.replaceAll("'", "''")}'`);
    const named = text.map((one) => `"${one.replaceAll('"', '""')}x"`);
    const body = text.map((one) => `$b$${one.replaceAll('$', '')}$b$`);
    const statement = fc
      .array(fc.oneof(quoted, named, body), { minLength: 1 })
      .map((all) => `select ${all.join(', ')};`);
    fc.assert(
      fc.property(fc.array(statement), (all) => {
        expect(statements(all.join('\n'))).toEqual(all);
      }),
    );
  });

  test('is run in its order, in parts of some size, without what is of accounts, and says how far it is', async () => {
    const run: (readonly [string, string | undefined])[] = [];
    const told: number[] = [];
    const rows = Array.from({ length: 20_000 }, (_, i) => `insert into t values (${i}, 'some text of a row');`);
    const text = [
      'create table t (a int, b text);',
      'ALTER TABLE public.t OWNER TO somebody;',
      'GRANT SELECT ON TABLE public.t TO somebody;',
      ...rows,
      'copy t from stdin;\n1\tx\n\\.\n',
      'create index on t (a);',
    ].join('\n');
    await loadDump({ load: async (sql, copied) => void run.push([sql, copied]) }, text, (percent) =>
      told.push(percent),
    );
    expect(run.map(([sql]) => sql).join('\n')).not.toContain('somebody');
    expect(run.flatMap(([sql]) => sql.split('\n')).filter((line) => line.startsWith('insert'))).toEqual(rows);
    expect(run.length).toBeGreaterThan(3);
    expect(run.length).toBeLessThan(12);
    expect(run.at(-2)).toEqual(['copy t from stdin;', '1\tx\n']);
    expect(run.at(-1)).toEqual(['create index on t (a);', undefined]);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeGreaterThan(80);
  });
});
