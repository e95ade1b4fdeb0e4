import { GatewayError } from '../../schema/terms/errors.ts';
import type { LedgerFault } from './port.ts';

/** A ledger that cannot be written as it stands: where, why, and what to do, in the ledger's own words. */
export class LedgerUnusable extends Error {
  readonly file: string | undefined;
  readonly offset: number | undefined;

  constructor(message: string, file?: string, offset?: number) {
    const place = offset === undefined ? file : `${file}, byte ${offset}`;
    super(place === undefined ? message : `${place}: ${message}`);
    this.name = 'LedgerUnusable';
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
  if (error instanceof LedgerUnusable) {
    const { file, offset } = error;
    return {
      message: error.message,
      ...(file === undefined ? {} : { file }),
      ...(offset === undefined ? {} : { offset }),
    };
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { message, ...(code === undefined ? {} : { code }) };
}
