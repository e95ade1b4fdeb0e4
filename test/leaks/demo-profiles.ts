import { demoKey, mintToken } from '../../gateway/identify/demo-issuer.ts';
import { staffIssuer } from '../fixtures/demo-issuers.ts';
import type { TestGateway } from '../fixtures/gateway.ts';

/** Somebody of the demo who asks for one purpose. */
export interface DemoProfile {
  /** `support for customer-support` */
  readonly name: string;
  /** The persona, as tokens and golden cases name it. */
  readonly who: string;
  readonly purpose: string | null;
  /** The roles of a token, where they are more than the persona's. */
  readonly roles?: readonly string[];
  /** Whose record is their own, where that is not the persona's. */
  readonly claims?: Readonly<Record<string, string>>;
}

const profile = (who: string, purpose: string | null, claims?: DemoProfile['claims']): DemoProfile => ({
  name: `${who}${claims ? ` ${claims['customer']}` : ''} for ${purpose ?? 'nothing'}`,
  who,
  purpose,
  ...(claims && { claims }),
});

/**
 * Every persona with every purpose that it may declare; one data subject more, who shares every plan with the first; and
 * somebody of two roles, who has a purpose in common with who has one.
 */
export const demoProfiles: readonly DemoProfile[] = [
  profile('support', 'customer-support'),
  profile('support', 'order-fulfilment'),
  {
    name: 'support and analyst for customer-support',
    who: 'support',
    purpose: 'customer-support',
    roles: ['support', 'analyst'],
  },
  profile('fraud', 'fraud-investigation'),
  profile('analyst', 'analytics'),
  profile('marketing', 'marketing'),
  profile('customer', 'self-service'),
  profile('customer', 'self-service', { customer: '2' }),
  profile('partner-acme', 'parcel-delivery'),
  profile('partner-borealis', 'market-research'),
  profile('partner-expired', 'parcel-delivery'),
  profile('security', null),
  profile('dpo', null),
  profile('auditor', null),
];

/** The token that a profile asks with. */
export async function tokenOf(
  gateway: Pick<TestGateway, 'token' | 'data'>,
  { who, claims, roles }: DemoProfile,
): Promise<string> {
  if (!claims && !roles) return gateway.token(who);
  return mintToken({
    key: await demoKey(gateway.data, staffIssuer),
    issuer: staffIssuer,
    audience: 'scrim',
    subject: `demo-${who}-${claims?.['customer'] ?? roles?.join('-')}`,
    roles: roles ?? [who],
    claims: claims ?? {},
    lifetime: 3600,
    now: Date.now() / 1000,
  });
}

/** An answer without what is drawn anew for each; how long that is remains. */
export const settled = (text: string): string =>
  text.replace(
    /"(receipt|cursor|startCursor|endCursor)":"([^"]*)"/g,
    (_, key: string, drawn: string) => `"${key}":"…${drawn.length}"`,
  );
