import { GatewayError } from '../../schema/terms/errors.ts';
import type { LedgerFault } from './port.ts';

/** A ledger that must not be written to as it lies there: where, and what to do. */
export class LedgerDamaged extends Error {
  readonly file: string;
  readonly offset: number | undefined;

  constructor(message: string, file: string, offset?: number) {
    super(offset === undefined ? `${file}: ${message}` : `${file}, byte ${offset}: ${message}`);
    this.name = 'LedgerDamaged';
    this.file = file;
    this.offset = offset;
  }
}

/** The one error that callers of a ledger see; what lies behind it goes to the operator's log alone. */
export const ledgerUnavailable = (): GatewayError =>
  new GatewayError(
    'LEDGER_UNAVAILABLE',
    "the answer's record could not be made durable; nothing was released; try again later",
  );

/** The fault behind a failure. Texts of other libraries may quote what was written, so only their codes are taken. */
export function faultOf(error: unknown, message: string): LedgerFault {
  if (error instanceof LedgerDamaged) {
    return { message: error.message, file: error.file, ...(error.offset === undefined ? {} : { offset: error.offset }) };
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { message, ...(code === undefined ? {} : { code }) };
}
