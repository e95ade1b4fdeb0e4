const codeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const codeShape = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** Whether this is a unified social credit code: GB 32100-2015, weights 3^(i-1) mod 31. */
export function isCreditCode(text: string): boolean {
  if (!codeShape.test(text)) return false;
  let [sum, weight] = [0, 1];
  for (const character of text.slice(0, 17)) {
    sum += weight * codeAlphabet.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return codeAlphabet[(31 - (sum % 31)) % 31] === text[17];
}

/** Whether this is an IBAN: ISO 13616, check by ISO 7064 MOD 97-10. */
export function isIban(text: string): boolean {
  const bare = text.replaceAll(' ', '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(bare)) return false;
  const turned = bare.slice(4) + bare.slice(0, 4);
  const rest = [...turned].reduce((sum, one) => {
    const value = Number.parseInt(one, 36);
    return (sum * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
  return rest === 1;
}
