/** Bars in groups: one group for each question, one bar for each contestant. */
export interface Chart {
  readonly title: string;
  readonly groups: readonly {
    readonly name: string;
    readonly bars: readonly (readonly [label: string, value: number])[];
  }[];
  /** Where a line across marks what the bars are compared with. */
  readonly mark: number;
  /** Whose bar stands out. */
  readonly own: string;
}

const width = 760;
const bar = 16;
const gap = 26;
const left = 120;
const top = 54;
const room = width - left - 70;

/** The chart as SVG: text and rectangles, readable on light and dark pages. */
export function chartOf({ title, groups, mark, own }: Chart): string {
  const greatest = Math.max(mark, ...groups.flatMap(({ bars }) => bars.map(([, value]) => value)));
  const x = (value: number): number => Math.round((value / greatest) * room);
  const starts = groups.map(
    (_, at) => top + groups.slice(0, at).reduce((sum, { bars }) => sum + bars.length * bar + gap, 0),
  );
  const height = (starts.at(-1) ?? top) + (groups.at(-1)?.bars.length ?? 0) * bar + 20;
  const drawn = groups.flatMap(({ name, bars }, group) => {
    const y = starts[group] ?? top;
    return [
      text(8, y - 6, name, 'font-weight="600"'),
      ...bars.flatMap(([label, value], at) => [
        text(left - 8, y + at * bar + 12, label, 'text-anchor="end"'),
        `<rect x="${left}" y="${y + at * bar + 2}" width="${x(value)}" height="${bar - 4}" fill="${label === own ? '#c2410c' : '#8a94a6'}"/>`,
        text(left + x(value) + 6, y + at * bar + 12, value.toFixed(2)),
      ]),
    ];
  });
  const at = left + x(mark);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="${escaped(title)}">
<rect width="100%" height="100%" fill="#ffffff"/>
${text(8, 20, title, 'font-size="14" font-weight="600"')}
${drawn.join('\n')}
<line x1="${at}" x2="${at}" y1="${top - 14}" y2="${height - 12}" stroke="#1f2937" stroke-dasharray="3 3"/>
</svg>
`;
}

const escaped = (value: string): string => value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const text = (x: number, y: number, value: string, more = ''): string =>
  `<text x="${x}" y="${y}" fill="#1f2937" ${more}>${escaped(value)}</text>`;
