/** What `docs/performance.md` has a section for, in its order. */
export const sections = {
  race: 'The race',
  ledger: 'What the record costs',
  governance: 'What governance costs',
  techniques: 'What a technique costs',
  plans: 'What a plan costs',
  documents: 'Many documents and entitlements',
  rows: 'From ten rows to ten thousand',
  concurrency: 'From 1 to 256 at a time',
  saturation: 'Past saturation',
  soak: 'Hour after hour',
} as const;

export type SectionName = keyof typeof sections;
