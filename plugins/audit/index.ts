import { noObligation } from '../../schema/terms/obligation.ts';
import type { Concern } from '../contract.ts';
import { type AuditSection, auditSection } from './policy.ts';

/** No record, no data: every answer waits for its record. The section says so, and cannot say otherwise. */
export const audit: Concern<AuditSection> = {
  name: 'audit',
  section: auditSection,
  oblige: () => ({ ...noObligation, record: true }),
};
