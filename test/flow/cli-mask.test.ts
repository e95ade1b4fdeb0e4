import { describe, expect, it } from 'vitest';
import { linesOf } from '../../gateway/cli/lines.ts';
import { runScrim } from '../../gateway/cli/program.ts';
import { techniques } from '../../plugins/masking/techniques/index.ts';
import { scrim, spawnScrim, testShell } from './cli-world.ts';

interface Line {
  readonly input: string;
  readonly output: unknown;
  readonly candidates: unknown;
}

const masked = async (...args: readonly string[]): Promise<readonly Line[]> => {
  const { code, stdout } = await scrim(['mask', ...args, '--json']);
  expect(code).toBe(0);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
};

describe('scrim mask', () => {
  it('says for each value what comes out and how many are left', async () => {
    expect(await masked('keep(3, 4)', '13800001234', '138 0000 1234', 'short')).toEqual([
      { input: '13800001234', output: '138****1234', candidates: 10_000 },
      { input: '138 0000 1234', output: '138****1234', candidates: 10_000 },
      { input: 'short', output: null, candidates: 'all' },
    ]);
    expect(await masked('id-number(6, 2)', '990101199003070015')).toEqual([
      { input: '990101199003070015', output: '990101****15', candidates: 332_045 },
    ]);
  });

  it('reads a value as the first type of the technique that it has the form of, or as the one that is asked for', async () => {
    expect((await masked('year', '1990-03-07', '2026-03-07T09:41:12Z')).map(({ output }) => output)).toEqual([
      '1990-01-01',
      '2026-01-01T00:00:00.000000Z',
    ]);
    expect((await masked('round(100)', '249', '249.90')).map(({ output }) => output)).toEqual([200, '200']);
    expect((await masked('round(100)', '249', '--type', 'BigInt')).map(({ output }) => output)).toEqual(['200']);
  });

  it('prints one line for each line of standard input, whatever stands in it', async () => {
    const lines = ['15400001234', '', 'not a number', '+44 20 7946 0958', 'a\u2028b'];
    const { shell, said } = testShell({}, undefined, lines);
    expect(await runScrim(['mask', 'phone', '--json'], shell)).toBe(0);
    const out = said.stdout.split('\n');
    expect(out).toHaveLength(lines.length + 1);
    expect(out.slice(0, -1).map((line) => (JSON.parse(line) as Line).input)).toEqual(lines);
  });

  it('reads standard input of a process', async () => {
    const { child, ended } = spawnScrim(['mask', 'email-domain'], {}, [], 'pipe');
    child.stdin?.end('emma@example.com\r\nnobody\n');
    expect(await ended).toEqual({
      code: 0,
      stdout: 'emma@example.com → ***@example.com (leaves every address of that domain)\nnobody → null\n',
      stderr: '',
    });
  });

  it('makes surrogates with a key that everybody has, the same each time, and says so', async () => {
    const [one, other] = [await scrim(['mask', 'fpe', '15400001234']), await scrim(['mask', 'fpe', '15400001234'])];
    expect(one).toEqual(other);
    expect(one?.stderr).toBe('made with a key that everybody has: those of a gateway are others\n');
    expect((await scrim(['mask', 'keep-last(4)', '15400001234'])).stderr).toBe('');
  });

  it('moves the dates of a subject alike', async () => {
    const of = async (subject: string) =>
      (await masked('date-shift(90)', '1990-03-07', '1990-03-17', '--subject', subject)).map(({ output }) =>
        Date.parse(String(output)),
      );
    const [from = 0, to = 0] = await of('Customer:1');
    expect(to - from).toBe(10 * 86_400_000);
    expect(await of('Customer:2')).not.toEqual([from, to]);
  });

  it('takes what is known of a person out of a text', async () => {
    const [line] = await masked('redact-text', 'Call Zyxw now', '--known', 'Zyxw');
    expect(String(line?.output)).not.toContain('Zyxw');
  });

  it('tries a technique that wants parameters with those of its example, and says so', async () => {
    const { stdout, stderr } = await scrim(['mask', 'keep', '13800001234']);
    expect(stdout).toBe('13800001234 → 138****1234 (leaves 10,000)\n');
    expect(stderr).toBe('`keep` wants parameters, and is tried as `keep(3, 4)`\n');
  });

  it.each([
    [['kep', '1'], 'did you mean `keep`?'],
    [['fpe(4)', '1234'], 'use `pseudonym`'],
    [['keep(3', '1'], 'is no technique'],
    [['year', '1990-03-07', '--type', 'String'], '`year` takes no String, but Date, DateTime'],
    [[], 'name a technique'],
  ])('refuses %j with what to do', async (args, advice) => {
    const { code, stdout, stderr } = await scrim(['mask', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(advice);
  });

  it('lists the table', async () => {
    const { stdout } = await scrim(['mask', '--list']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(techniques.size + 1);
    const listed = JSON.parse((await scrim(['mask', '--list', '--json'])).stdout) as readonly {
      readonly name: string;
    }[];
    expect(listed.map(({ name }) => name)).toEqual([...techniques.keys()]);
  });
});

describe('lines', () => {
  const of = async (...chunks: readonly Uint8Array[]) => {
    const stream = async function* () {
      yield* chunks;
    };
    const lines: string[] = [];
    for await (const line of linesOf(stream())) lines.push(line);
    return lines;
  };
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('end with a line feed, however the bytes come', async () => {
    const whole = bytes('王小明\r\n\nlast');
    const single = [...whole].map((byte) => Uint8Array.of(byte));
    expect(await of(whole)).toEqual(['王小明', '', 'last']);
    expect(await of(...single)).toEqual(['王小明', '', 'last']);
    expect(await of()).toEqual([]);
    expect(await of(bytes('one\n'))).toEqual(['one']);
  });
});
