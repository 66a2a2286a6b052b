/** Mistakes that can be planted, to see that the checker sees them; numbered as in the plan of fault tests. */
export const BUGS = {
  'no-key-lookup': 'B1: the key of a request is not looked up',
  'number-outside': 'B2: numbers are taken outside the transaction',
  'marked-before-sending': 'B3: the outbox is marked sent before sending',
  'fires-early': 'B5: fires without looking at the due time',
  'fires-whatever-state': 'B6: fires without looking at the state',
  'no-row-lock': 'B7: the row is not locked',
  'if-match-ignored': 'B9: the version is not compared',
  'generation-ignored': 'B13: an old generation may settle',
} as const;

export type Bug = keyof typeof BUGS;

export const isBug = (name: string): name is Bug => Object.hasOwn(BUGS, name);
