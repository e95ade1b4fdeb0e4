import { InvalidArgumentError } from 'commander';

/** An option's whole number; what it must lie between is the command's to say. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Seconds for one statement: at least one, and at most an hour. */
export function seconds(text: string): number {
  const number = wholeNumber(text);
  if (number >= 1 && number <= 3600) return number;
  throw new InvalidArgumentError('It must be from 1 to 3600.');
}
