import type { Ledger, LedgerEntry } from '../../plugins/audit/port.ts';
import type { Keyring } from '../../plugins/pseudonyms/keyring.ts';
import { sealSubjects } from '../../plugins/pseudonyms/subjects.ts';
import { entryOf, type Recorded } from './entry.ts';

export interface Recorder {
  readonly ledger: Ledger;
  readonly keyring: Keyring;
  /** A document's keyed hash. */
  readonly documentReference: (source: string) => string;
  readonly random: (bytes: number) => Uint8Array;
  /** Told of each entry that is durable and whom it is about, in clear: an array of keys as JSON. */
  readonly recorded: (receipt: string, subjects: string) => void;
}

/** What is known of an operation beside what recording makes of it; of the document's text only a keyed hash is kept. */
type Ended = Omit<Recorded, 'receipt' | 'sealed' | 'hash'> & { readonly source: string };

/**
 * Makes the record of an operation durable and returns its receipt. No record, no data: what it throws ends the answer.
 * @throws GatewayError `LEDGER_UNAVAILABLE`
 */
export async function record(recorder: Recorder, { source, ...of }: Ended): Promise<string> {
  const receipt = Buffer.from(recorder.random(16)).toString('base64url');
  const subjects = of.tally?.subjects.length ? JSON.stringify(of.tally.subjects) : undefined;
  // One call for all of them: sealing each would cost more than the rest of a large answer.
  const sealed =
    subjects === undefined ? {} : { sealed: sealSubjects(recorder.keyring, subjects, receipt, recorder.random) };
  const entry: LedgerEntry = entryOf({ ...of, hash: recorder.documentReference(source), receipt, ...sealed });
  await recorder.ledger.append(entry);
  if (subjects !== undefined) recorder.recorded(receipt, subjects);
  return receipt;
}
