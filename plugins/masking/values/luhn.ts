/** The check digit behind these digits: ISO/IEC 7812-1 annex B. */
export function luhnCheck(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, at) => {
    const n = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Whether the last digit is the check digit of the others. */
export const isLuhn = (digits: string): boolean => luhnCheck(digits.slice(0, -1)) === digits.at(-1);
