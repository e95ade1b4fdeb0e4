const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The 18th character of a Chinese id number (GB 11643, ISO 7064 MOD 11-2) for its first seventeen digits. */
export const residentIdCheck = (body: string): string =>
  '10X98765432'.charAt(weights.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11);

/** The last digit of a number whose Luhn sum (ISO/IEC 7812-1 annex B) is right. */
export function luhnCheck(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** The eleventh digit of a German tax id (ISO 7064 MOD 11,10) for its first ten. */
export function taxIdCheck(body: string): string {
  const product = [...body].reduce((left, digit) => {
    const sum = (Number(digit) + left) % 10 || 10;
    return (sum * 2) % 11;
  }, 10);
  return String((11 - product) % 10);
}

/** The key of a French social security number: 97 less the remainder of its first thirteen digits by 97. */
export const nirKey = (body: string): string => String(97 - (Number(body) % 97)).padStart(2, '0');
