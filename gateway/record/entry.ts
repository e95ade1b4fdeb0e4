import type { LedgerEntry, Spending } from '../../plugins/audit/port.ts';
import type { ErrorCode } from '../../schema/terms/errors.ts';
import type { Principal } from '../../schema/terms/parties.ts';
import type { Said } from '../plan.ts';

/** What is known of an operation when it is recorded. */
export interface Recorded {
  readonly receipt: string;
  readonly at: Date;
  readonly principal: Principal;
  readonly purpose?: string;
  readonly legalBasis?: string;
  readonly agreement?: string;
  /** The keyed hash of the document's text, and its shape where it was valid: then every name in it is the schema's. */
  readonly hash: string;
  readonly shape?: string;
  readonly verdicts?: Said['verdicts'];
  readonly tally?: {
    readonly rows: Readonly<Record<string, number>>;
    readonly misfits: Readonly<Record<string, number>>;
    readonly subjects: readonly string[];
  };
  readonly spent?: readonly Spending[];
  /** The subjects' keys, sealed as one. */
  readonly sealed?: string;
  readonly policy: string;
  readonly catalogue: string;
  readonly outcome: LedgerEntry['outcome'];
  readonly codes: readonly ErrorCode[];
  /** Milliseconds. */
  readonly duration: number;
}

/** The record of one operation: no value, no literal, no key of a person in clear. */
export function entryOf(of: Recorded): LedgerEntry {
  const { principal, tally } = of;
  const { id, issuer, roles, partner } = principal;
  const codes = [...new Set(of.codes)];
  return {
    receipt: of.receipt,
    at: of.at.toISOString(),
    kind: 'operation',
    principal: { id, issuer, roles, ...(partner !== undefined && { partner }) },
    ...(of.purpose !== undefined && { purpose: of.purpose }),
    ...(of.legalBasis !== undefined && { legalBasis: of.legalBasis }),
    ...(of.agreement !== undefined && { agreement: of.agreement }),
    document: { hash: of.hash, shape: of.shape ?? '' },
    ...(of.verdicts && Object.keys(of.verdicts).length > 0 && { verdicts: of.verdicts }),
    ...(tally && Object.keys(tally.rows).length > 0 && { rows: tally.rows }),
    ...(tally && Object.keys(tally.misfits).length > 0 && { misfits: tally.misfits }),
    ...(of.spent && { spent: of.spent }),
    ...(tally && { subjectCount: tally.subjects.length }),
    ...(of.sealed !== undefined && { subjects: of.sealed }),
    policy: of.policy,
    catalogue: of.catalogue,
    outcome: of.outcome,
    ...(codes.length > 0 && { codes }),
    duration: Math.round(of.duration),
  };
}
