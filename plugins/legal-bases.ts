/** GDPR Art. 6(1) a to f; PIPL Art. 13 maps onto them. */
export const legalBases = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interest',
  'public-task',
  'legitimate-interest',
] as const;
