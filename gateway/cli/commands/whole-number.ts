import { InvalidArgumentError } from 'commander';

/** An option's whole number; what it must lie between is the command's to say. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
