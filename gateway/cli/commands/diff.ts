import type { Declare } from '../command.ts';

const more = `
Each of the two is a configuration folder or a policy file; a policy file takes the catalogue beside it, else the other's.
It compares who sees what, for what and how, role by role and agreement by agreement. Which issuer may speak for whom is in
gateway.yaml and is not compared. Where it cannot be proven that nobody sees more, it says so and counts as wider.

Exit codes: 0 nobody sees more, 1 somebody may, 2 wrong usage.

Examples:
  git show main:privacy/policy.yaml > /tmp/policy.yaml && scrim diff /tmp/policy.yaml privacy
  scrim diff ./live ./draft
  scrim diff ./live ./draft --allow-wider --json
`;

interface Options {
  readonly catalogue?: string;
  readonly allowWider?: true;
  readonly json?: true;
}

export const diff: Declare = (program, shell, ended) => {
  program
    .command('diff')
    .summary('say what a change widens and narrows')
    .description('Says which cells of who sees what a change widens, narrows, adds or removes.')
    .argument('<old>', 'a configuration folder, or a policy file')
    .argument('<new>', 'the same, changed')
    .option('--catalogue <file>', 'the catalogue to read both with')
    .option('--allow-wider', 'end with 0 even where somebody may see more')
    .option('--json', 'print one JSON document')
    .addHelpText('after', more)
    .action(async (from: string, to: string, { allowWider, json, ...options }: Options) => {
      const { runDiff } = await import('../diff.ts');
      ended(await runDiff({ from, to, allowWider: !!allowWider, json: !!json, ...options }, shell));
    });
};
