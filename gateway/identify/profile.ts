import { GatewayError } from '../../schema/terms/errors.ts';
import type { Principal } from '../../schema/terms/parties.ts';

export interface Declaration {
  readonly principal: Principal;
  /** The `Scrim-Purpose` header. */
  readonly header: string | undefined;
  /** `extensions.purpose` of the request's body, as it came. */
  readonly body: unknown;
  /** The purposes that the policy knows. */
  readonly policyPurposes: ReadonlySet<string>;
  /** The purposes for which the principal's entitlement has a grant. */
  readonly grantedPurposes: ReadonlySet<string>;
}

/**
 * The purpose that this request declares. None is no fault here: the plan asks for one when data is read.
 * @throws GatewayError `PURPOSE_UNKNOWN`, `PURPOSE_NOT_ALLOWED`, `BAD_USER_INPUT` where two of them disagree.
 */
export function declare(declaration: Declaration): { readonly purpose?: string } {
  const { principal, policyPurposes } = declaration;
  const bound = principal.boundPurpose;
  const declared = spoken(declaration);
  const purpose = declared ?? bound;
  if (purpose === undefined) return {};
  if (bound !== undefined && purpose !== bound) {
    const text = `this token is bound to one purpose, and ${shown(purpose)} is another`;
    throw refuse('PURPOSE_NOT_ALLOWED', text, declaration);
  }
  if (!policyPurposes.has(purpose)) {
    throw refuse('PURPOSE_UNKNOWN', `${shown(purpose)} is not a purpose of the policy`, declaration);
  }
  if (!isAllowed(purpose, declaration)) {
    throw refuse('PURPOSE_NOT_ALLOWED', `${shown(purpose)} is not a purpose that you may declare`, declaration);
  }
  return { purpose };
}

/** What the request itself says; an empty header says nothing. */
function spoken(declaration: Declaration): string | undefined {
  const { body } = declaration;
  const header = declaration.header?.trim() || undefined;
  if (body !== undefined && body !== null && typeof body !== 'string') {
    throw refuse('BAD_USER_INPUT', '`extensions.purpose` must be a string', declaration);
  }
  const inBody = body || undefined;
  if (header !== undefined && inBody !== undefined && header !== inBody) {
    const text = '`Scrim-Purpose` and `extensions.purpose` disagree: send one of them, or the same in both';
    throw refuse('BAD_USER_INPUT', text, declaration);
  }
  return header ?? inBody;
}

const isAllowed = (purpose: string, { principal, policyPurposes, grantedPurposes }: Declaration): boolean =>
  policyPurposes.has(purpose) && grantedPurposes.has(purpose) && principal.purposes.includes(purpose);

/** Whatever does not look like a purpose could be anything, a person's data too: it is not said back. */
const shown = (purpose: string): string =>
  /^[a-z][a-z0-9-]{0,63}$/.test(purpose) ? `\`${purpose}\`` : 'what was declared';

function refuse(
  code: 'PURPOSE_UNKNOWN' | 'PURPOSE_NOT_ALLOWED' | 'BAD_USER_INPUT',
  text: string,
  declaration: Declaration,
): GatewayError {
  const purposes = declaration.principal.purposes.filter((purpose) => isAllowed(purpose, declaration)).sort();
  const advice =
    purposes.length === 0
      ? 'there is no purpose that you may declare'
      : `you may declare ${purposes.map((purpose) => `\`${purpose}\``).join(', ')}`;
  return new GatewayError(code, `${text}; ${advice}`, { purposes });
}
