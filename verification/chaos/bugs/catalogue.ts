/** A fault that is planted in the record, to see that the checker finds it. */
export interface PlantedBug {
  name: string;
  what: string;
  /** Modules of record/ and the faulty ones of this folder that take their place. */
  replaces: Record<string, string>;
  /** Invariants of which one at least must be found broken. */
  breaks: string[];
  /** The only kind of fault in its run, where others would cost time and show nothing of it. */
  shownBy?: string;
}

export const plantedBugs: PlantedBug[] = [
  { name: 'B1', what: 'no look-up of the key', replaces: { 'key-store': 'b1-key-store' }, breaks: ['I1', 'I2', 'I18'] },
  {
    name: 'B2',
    what: 'the counter outside the transaction',
    replaces: { transaction: 'b2-transaction' },
    breaks: ['I12'],
    shownBy: 'cut',
  },
  {
    name: 'B5',
    what: 'fires without looking at the due time again',
    replaces: { 'settle-stream': 'b5-settle-stream' },
    breaks: ['I9'],
  },
  {
    name: 'B6',
    what: 'fires what was met or cancelled',
    replaces: { 'settle-stream': 'b6-settle-stream' },
    breaks: ['I11'],
  },
  {
    name: 'B7',
    what: 'no lock on the row, and rows are saved instead of inserted',
    replaces: { 'answer-statements': 'b7-answer-statements', 'entity-sql': 'b7-entity-sql' },
    breaks: ['I2', 'I6'],
  },
  { name: 'B9', what: 'If-Match is ignored', replaces: { execute: 'b9-execute' }, breaks: ['I6'] },
  {
    name: 'B17',
    what: 'separation is looked at before the lock only',
    replaces: { execute: 'b17-execute' },
    breaks: ['I7'],
  },
];
