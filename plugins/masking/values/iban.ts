const shape = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** Whether this is an IBAN: ISO 13616, check by ISO 7064 MOD 97-10. */
export function isIban(text: string): boolean {
  if (!shape.test(text)) return false;
  const turned = text.slice(4) + text.slice(0, 4);
  const rest = [...turned].reduce((n, one) => {
    const value = Number.parseInt(one, 36);
    return (n * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
  return rest === 1;
}
