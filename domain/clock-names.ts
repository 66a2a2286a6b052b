/** What is known of a clock by its name alone. */
interface Clock {
  /** Chinese, for the "because" of a date. */
  name: string;
  /** Its level 0 stays owed after it has fired, until somebody does the thing; the others are over when they fire. */
  staysOwed?: true;
  /** Owed by the side that rectifies. */
  bySubject?: true;
  /** Nobody is late, or lateness climbs nothing: a limit on force such as a sealing ends on its day (lifecycle 2.5 rule 2). */
  noLadder?: true;
}

/** Every clock (glossary.md, "clock"; `day-end` closes a ladder's supervise at the end of its civil day). */
const CLOCKS = {
  verify: { name: '核实时限', staysOwed: true },
  grade: { name: '定级时限', staysOwed: true },
  assign: { name: '交办时限', staysOwed: true },
  accept: { name: '签收时限', staysOwed: true },
  serve: { name: '送达时限', staysOwed: true },
  'service-effective': { name: '公告送达生效', noLadder: true },
  plan: { name: '方案报送时限', staysOwed: true, bySubject: true },
  rectify: { name: '整改时限', staysOwed: true, bySubject: true },
  progress: { name: '进展报告时限', staysOwed: true, bySubject: true },
  recheck: { name: '复查时限', staysOwed: true },
  'watch-visit': { name: '回头看时限', staysOwed: true },
  'watch-end': { name: '回头看期满', noLadder: true },
  'control-expiry': { name: '临时管控到期', bySubject: true, noLadder: true },
  'report-up': { name: '上报时限', staysOwed: true },
  'suspension-review': { name: '中止复核时限', staysOwed: true, noLadder: true },
  'suspension-end': { name: '中止期满', noLadder: true },
  decision: { name: '审批时限', noLadder: true },
  'co-sign': { name: '会签时限', noLadder: true },
  'interview-held': { name: '约谈召开时限', staysOwed: true },
  'interview-report': { name: '约谈整改报告时限', staysOwed: true },
  publish: { name: '通报发布时限', staysOwed: true },
  'day-end': { name: '当日期满', noLadder: true },
} as const satisfies Record<string, Clock>;

export type ClockName = keyof typeof CLOCKS;

/** Every clock with what is known of it. */
export const CLOCK: { readonly [C in ClockName]: Clock } = CLOCKS;

/** Chinese name of a clock. */
export const clockName = (clock: ClockName): string => CLOCK[clock].name;

const clocksThat = (is: (clock: Clock) => boolean): readonly ClockName[] =>
  (Object.keys(CLOCKS) as ClockName[]).filter((name) => is(CLOCK[name]));

/** What the side that rectifies owes. */
export const SUBJECT_CLOCKS = clocksThat(({ bySubject }) => bySubject === true);
