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

const widthOf = (text: string): number => [...text].length;
