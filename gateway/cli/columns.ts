/** Lines whose columns stand below each other. The last one is as long as it is. */
export function inColumns(lines: readonly (readonly string[])[], gap = 2): readonly string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  return lines.map((line) =>
    line
      .map((cell, column) =>
        column === line.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell) + gap),
      )
      .join('')
      .trimEnd(),
  );
}

/** In cells of a terminal: characters of East Asian scripts take two. */
const widthOf = (text: string): number => [...text].reduce((sum, one) => sum + (wide.test(one) ? 2 : 1), 0);

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/u;
