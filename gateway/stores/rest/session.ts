import { GatewayError } from '../../../schema/terms/errors.ts';
import type { Call } from './calls.ts';
import type { Client, Told, Within } from './client.ts';
import type { Json } from './json.ts';
import type { RestOptions } from './options.ts';

/** What one read may fetch, and has. */
export interface Budget {
  rows: number;
  calls: number;
}

/** What the calls of one read share. */
export interface Session {
  readonly store: string;
  readonly options: Pick<RestOptions, 'url' | 'most' | 'calls'>;
  readonly client: Client;
  readonly within: Within;
  readonly budget: Budget;
}

const tooMuch = ({ store, options: { most, calls } }: Session): GatewayError =>
  new GatewayError(
    'COST_EXCEEDED',
    `store \`${store}\` would have to give more than ${most} records, or be called more than ${calls} times, for this: ask by a filter that leaves fewer`,
  );

/** One call more. @throws RestFault, GatewayError `COST_EXCEEDED` */
export async function asked(session: Session, call: Call): Promise<Told> {
  session.budget.calls += 1;
  if (session.budget.calls > session.options.calls) throw tooMuch(session);
  return session.client.ask(call, session.within);
}

/** So many records more. @throws GatewayError `COST_EXCEEDED` */
export function counted(session: Session, records: readonly Json[]): readonly Json[] {
  session.budget.rows += records.length;
  if (session.budget.rows > session.options.most) throw tooMuch(session);
  return records;
}
