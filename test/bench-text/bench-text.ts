import { performance } from 'node:perf_hooks';
import { findSpans } from '../../plugins/masking/redaction/find-spans.ts';
import { type Measured, measure } from './measure.ts';
import { type Sentence, sentencesOf, sentencesOfLines } from './sentences.ts';

/*
 * npm run bench:text [-- --json] [-- --missed] [-- FILE.jsonl …]
 * Recall and precision by type, clean sentences touched, and microseconds a kilobyte, for the labelled sets and for files.
 */
const args = process.argv.slice(2);
const files = args.filter((one) => !one.startsWith('--'));
const sort = ['development', 'held-out', 'held-out-2', 'held-out-3', 'held-out-4'];
const names = ['en', 'zh'].flatMap((language) => sort.map((name) => `${language}-${name}`));
const sets: readonly (readonly [string, readonly Sentence[]])[] = [
  ...names.map((name) => [name, sentencesOf(name)] as const),
  ...files.map((path) => [path, sentencesOfLines(path)] as const),
];

/** Microseconds for 1,000 characters: the best of some rounds, so that a busy machine does not count. */
function speedOf(sentences: readonly Sentence[]): number {
  const characters = sentences.reduce((sum, { text }) => sum + text.length, 0);
  const rounds = Array.from({ length: 20 }, () => {
    const from = performance.now();
    for (const { text } of sentences) findSpans(text);
    return performance.now() - from;
  });
  return (Math.min(...rounds) * 1000) / (characters / 1000);
}

const share = (part: number, of: number): string => (of === 0 ? '-' : (part / of).toFixed(3));

function print(
  name: string,
  { recall, precision, clean, missed, wrong }: Measured,
  speed: number,
  sentences: number,
): void {
  const types = [...new Set([...Object.keys(recall), ...Object.keys(precision)])].sort();
  process.stdout.write(`\n${name}: ${sentences} sentences, ${speed.toFixed(0)} µs per 1,000 characters\n`);
  for (const type of types) {
    const { found = 0, of = 0 } = recall[type] ?? {};
    const { right = 0, of: all = 0 } = precision[type] ?? {};
    process.stdout.write(
      `  ${type.padEnd(12)} recall ${share(found, of)} (${found}/${of})  precision ${share(right, all)} (${right}/${all})\n`,
    );
  }
  process.stdout.write(
    `  clean sentences touched: ${clean.touched} of ${clean.of} (${share(clean.touched, clean.of)})\n`,
  );
  if (!args.includes('--missed')) return;
  for (const { type, value, text } of missed)
    process.stdout.write(`  missed ${type} ${JSON.stringify(value)} in ${JSON.stringify(text)}\n`);
  for (const { type, value, text } of wrong)
    process.stdout.write(`  wrong ${type} ${JSON.stringify(value)} in ${JSON.stringify(text)}\n`);
}

const results = sets.map(([name, sentences]) => ({
  name,
  sentences: sentences.length,
  speed: speedOf(sentences),
  ...measure(sentences),
}));
if (args.includes('--json')) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
else for (const { name, sentences, speed, ...measured } of results) print(name, measured, speed, sentences);
