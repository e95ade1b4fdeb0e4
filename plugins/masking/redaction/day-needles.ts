const months = 'january february march april may june july august september october november december'.split(' ');
const day = /^((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[t ].*)?$/;

/** A day as people write it, without what stands between: year first or last, month in words; nothing where it is none. */
export function dayNeedles(text: string): readonly string[] {
  const found = day.exec(text);
  if (!found) return [];
  const [, year = '', m = '', d = ''] = found;
  const pairs = [
    [m, d] as const,
    [m.padStart(2, '0'), d.padStart(2, '0')] as const,
    [String(Number(m)), String(Number(d))] as const,
  ];
  const month = months[Number(m) - 1];
  const words = month === undefined ? [] : [month, month.slice(0, 3)];
  const plain = pairs.flatMap(([a, b]) => [
    year + a + b,
    b + a + year,
    a + b + year,
    `${year}年${a}月${b}日`,
    `${year}年${a}月${b}`,
  ]);
  const said = words.flatMap((word) =>
    pairs.flatMap(([, b]) => [b + word + year, word + b + year, `${b}th${word}${year}`, `${word}${b}th${year}`]),
  );
  return [...new Set([...plain, ...said])];
}
