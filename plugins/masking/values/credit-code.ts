const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character of the seventeen before it: GB 32100-2015, weights 3^(i-1) mod 31. */
export function creditCheck(body: string): string {
  const { sum } = [...body].reduce(
    ({ sum, weight }, character) => ({ sum: sum + weight * alphabet.indexOf(character), weight: (weight * 3) % 31 }),
    { sum: 0, weight: 1 },
  );
  return alphabet[(31 - (sum % 31)) % 31] ?? '';
}

const shape = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** Whether this is a unified social credit code. */
export const isCreditCode = (text: string): boolean => shape.test(text) && creditCheck(text.slice(0, 17)) === text[17];
