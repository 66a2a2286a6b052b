/** A pack text that is refused: its number, and the code and line of the problem. */
export interface RefusedPack {
  row: string;
  what: string;
  text: string;
  code: string;
  line: number;
  /** Part of the message, where it matters. */
  message?: string;
}

const head = (...lines: string[]): string =>
  ['extends: { packId: baihe-2025, version: 1.0.0 }', 'packId: bad', 'version: 1.0.0', ...lines, ''].join('\n');

const ours = '{ default: test }';
const rung = (act: string, wd: number): string =>
  `      - { act: ${act}, offset: { wd: ${String(wd)} }, source: ${ours} }`;
const ladders = (...rungs: string[]): string =>
  head('ladders:', '  - id: enterprise', '    addressee: enterprise', `    source: ${ours}`, '    rungs:', ...rungs);
const watch = (term: string): string => head('watch:', `  - { term: ${term}, visits: [{ days: 1 }], source: ${ours} }`);
const clause = (fields: string): string => `  - { title: t, text: t, source: ${ours}, ${fields} }`;
const paper = (type: string, typeWord: string): string =>
  `  - { type: ${type}, title: ${type}, typeWord: ${typeWord}, statutory: false, issuers: [OFc], source: ${ours} }`;

/** Each line holds the one before nine times. */
const bombLine = (name: string, i: number): string =>
  `${name}: &${name} [${Array<string>(9)
    .fill(`*${'abcdefgh'.charAt(i)}`)
    .join(', ')}]`;

export const refusedPacks: RefusedPack[] = [
  {
    row: 'P1',
    what: 'a ladder that comes back to an act',
    text: ladders(rung('urge', 1), rung('interview', 2), rung('urge', 3)),
    code: 'ladder-cycle',
    line: 11,
    message: '循环升级: 催办→约谈→催办',
  },
  {
    row: 'P1',
    what: 'a ladder that falls back in time',
    text: ladders(rung('urge', 5), rung('interview', 2)),
    code: 'ladder-not-rising',
    line: 10,
  },
  { row: 'P2', what: 'a term of zero days', text: watch('{ days: 0 }'), code: 'too-small', line: 5 },
  { row: 'P2', what: 'a negative term', text: watch('{ days: -1 }'), code: 'too-small', line: 5 },
  { row: 'P2', what: 'a term written 0d', text: watch('0d'), code: 'wrong-type', line: 5 },
  { row: 'P2', what: 'a term written -1h', text: watch('-1h'), code: 'wrong-type', line: 5 },
  { row: 'P2', what: 'a term in two units', text: watch('{ days: 1, hours: 1 }'), code: 'one-of', line: 5 },
  { row: 'P2', what: 'a term beyond 10,000 days', text: watch('{ days: 10001 }'), code: 'too-large', line: 5 },
  {
    row: 'P4',
    what: 'a field given twice',
    text: head("stepAt: '09:00'", "stepAt: '10:00'"),
    code: 'duplicate-key',
    line: 5,
  },
  {
    row: 'P4',
    what: 'a field given twice inside a row',
    text: watch('{ days: 5, days: 6 }'),
    code: 'duplicate-key',
    line: 5,
  },
  {
    row: 'P5',
    what: 'an anchor bomb',
    text: head('a: &a [x]', ...['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(bombLine)),
    code: 'alias',
    line: 4,
  },
  { row: 'P7', what: 'a merge key', text: head('lamp:', '  <<: { yellowWd: 3 }'), code: 'merge-key', line: 5 },
  { row: 'P8', what: 'NO for a truth value', text: head('acceptsPrintedDates: NO'), code: 'ambiguous-value', line: 4 },
  { row: 'P8', what: 'on for a truth value', text: head('acceptsPrintedDates: on'), code: 'ambiguous-value', line: 4 },
  {
    row: 'P8',
    what: 'a number with a leading zero',
    text: head('lamp: { yellowWd: 017 }'),
    code: 'ambiguous-value',
    line: 4,
  },
  { row: 'P8', what: 'an unquoted 1:30', text: head('stepAt: 1:30'), code: 'ambiguous-value', line: 4 },
  {
    row: 'P8',
    what: 'an unquoted date',
    text: head('campaigns:', `  - { id: a, name: a, from: 2025-02-28, source: ${ours} }`),
    code: 'ambiguous-value',
    line: 5,
  },
  {
    row: 'P8',
    what: 'a day that does not exist',
    text: head('campaigns:', `  - { id: a, name: a, from: '2025-02-29', source: ${ours} }`),
    code: 'no-such-day',
    line: 5,
  },
  { row: 'P10', what: 'a second document', text: head('---', 'packId: other'), code: 'many-documents', line: 4 },
  { row: 'P10', what: 'an empty file', text: '', code: 'empty-file', line: 1 },
  { row: 'P10', what: 'a file of comments', text: '# nothing\n', code: 'empty-file', line: 1 },
  { row: 'P10', what: 'tabs for indentation', text: head('lamp:', '\tyellowWd: 3'), code: 'yaml-syntax', line: 5 },
  { row: 'P10', what: 'five megabytes', text: head(`# ${'x'.repeat(5_000_000)}`), code: 'file-too-large', line: 1 },
  {
    row: 'P10',
    what: '5,000 brackets',
    text: head(`units: ${'['.repeat(5000)}${']'.repeat(5000)}`),
    code: 'too-deep',
    line: 4,
  },
  {
    row: 'P10',
    what: '5,000 lists on one line',
    text: head('units:', `  ${'- '.repeat(5000)}x`),
    code: 'too-deep',
    line: 5,
  },
  {
    row: 'P10',
    what: 'a hundred levels of indentation',
    text: head(...Array.from({ length: 100 }, (_, depth) => `${' '.repeat(depth)}a${String(depth)}:`)),
    code: 'too-deep',
    line: 35,
  },
  {
    row: 'P11',
    what: 'a __proto__ key',
    text: head('lamp:', '  __proto__: { yellowWd: 3 }'),
    code: 'forbidden-key',
    line: 5,
  },
  { row: 'P11', what: 'an unknown field', text: head('lamps: { yellowWd: 3 }'), code: 'unknown-field', line: 4 },
  {
    row: 'P13',
    what: 'a standard that overlaps the one it replaces',
    text: head(
      'clauses:',
      clause("id: old, validTo: '2025-11-01'"),
      clause("id: new, validFrom: '2025-11-01', replaces: old"),
    ),
    code: 'clause-overlap',
    line: 6,
  },
  {
    row: 'P13',
    what: 'a gap between two standards',
    text: head(
      'clauses:',
      clause("id: old, validTo: '2025-10-30'"),
      clause("id: new, validFrom: '2025-11-01', replaces: old"),
    ),
    code: 'clause-gap',
    line: 6,
  },
  {
    row: 'P13',
    what: 'a row behind a more general one',
    text: head(
      'watch:',
      `  - { term: { days: 9 }, visits: [{ days: 9 }], source: ${ours} }`,
      `  - { match: { grade: major }, term: { days: 9 }, visits: [{ days: 9 }], source: ${ours} }`,
    ),
    code: 'unreachable-row',
    line: 6,
  },
  {
    row: 'P13',
    what: 'clocks without a default row',
    text: head('clocks:', `  - { clock: verify, match: { domain: fire }, term: { wd: 1 }, source: ${ours} }`),
    code: 'no-default-row',
    line: 4,
  },
  { row: 'P13', what: 'an addressee without a ladder', text: ladders(rung('urge', 1)), code: 'no-ladder', line: 4 },
  {
    row: 'P17',
    what: 'two papers with one type word',
    text: head('papers:', paper('a', '通'), paper('b', '通')),
    code: 'paper-number-clash',
    line: 6,
  },
  {
    row: 'C-63',
    what: 'a receiver that takes its own return',
    text: head(
      'returns:',
      `  - { id: r, name: r, dayOfMonth: 24, leads: [chengyun], receiver: chengyun, ledgers: [base], source: ${ours} }`,
    ),
    code: 'own-return',
    line: 5,
  },
  {
    row: 'C-51',
    what: 'a relapse that stays on the closed list',
    text: head('relapse:', '  minimum: { wd: 3 }', '  dropRungs: true', '  removeFrom: [subject]', `  source: ${ours}`),
    code: 'stays-closed',
    line: 7,
  },
  { row: 'A-84', what: 'a unit nobody knows', text: head('office: nobody'), code: 'unknown-reference', line: 4 },
  {
    row: 'authority 2',
    what: 'an office that is not a coordinating body',
    text: head('office: chengyun'),
    code: 'not-an-office',
    line: 4,
  },
];
