import { describe, expect, it } from 'vitest';
import { scrim, spawnScrim } from './cli-world.ts';

const commands = ['start', 'check', 'explain', 'who', 'schema', 'diff', 'token'];

describe('the command line', () => {
  it('lists every command, what the exit codes mean, and examples', async () => {
    const { code, stdout, stderr } = await scrim(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const command of commands) expect(stdout).toContain(`  ${command} `);
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('Exit codes: 0 fine, 1 something is wrong or failed, 2 wrong usage.');
  });

  it.each(commands)('has help with examples for `%s`, asked for in either way', async (command) => {
    const asked = await scrim(['help', command]);
    expect(asked.code).toBe(0);
    expect(asked.stdout).toContain(`Usage: scrim ${command}`);
    expect(asked.stdout).toContain('Examples:');
    expect(asked.stdout).toContain(command === 'diff' ? '--catalogue <file>' : '--config <dir>');
    expect(await scrim([command, '--help'])).toEqual(asked);
  });

  it('prints its version', async () => {
    expect(await scrim(['--version'])).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
  });

  it.each([
    [[], 'Usage: scrim'],
    [['chek'], 'Did you mean check?'],
    [['check', '--jsn'], 'Did you mean --json?'],
    [['check', 'more'], 'too many arguments'],
    [['explain', '--purpose', 'analytics'], "missing required argument 'coordinate'"],
    [['explain', 'Customer.phone', '--as', 'support'], "'--purpose <purpose>' not specified"],
    [['explain', 'Customer.phone', '--as', 'support', '--purpose', 'analytics', '--use', 'guess'], 'filter.equal'],
    [['who'], "missing required argument 'name'"],
    [['diff', 'old'], "missing required argument 'new'"],
    [['token'], "missing required argument 'persona'"],
    [['token', 'support', '--lifetime', 'long'], 'must be a whole number'],
    [['start', '--port', '-1'], 'must be a whole number'],
    [['start', '--port', '65536'], 'from 0 to 65535'],
  ])('answers wrong usage %j with 2, and says what is wrong', async (args, words) => {
    const { code, stdout, stderr } = await scrim(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it('is the same as a process: plain text, and the exit code', async () => {
    const [help, wrong] = await Promise.all([
      spawnScrim(['help'], { FORCE_COLOR: '1' }).ended,
      spawnScrim(['explian']).ended,
    ]);
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).not.toContain('\u001b');
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain('Did you mean explain?');
  });
});
