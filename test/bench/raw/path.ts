/** The path at which a hand-written endpoint answers a question. */
export const pathOf = (name: string): string => `/${name.replaceAll(' ', '-')}`;
