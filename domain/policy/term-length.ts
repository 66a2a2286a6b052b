import type { Term } from '../clock/term';

const unitOf = (term: Term): 'wd' | 'days' | 'months' | 'hours' | 'seconds' => {
  if ('wd' in term) return 'wd';
  if ('days' in term) return 'days';
  if ('months' in term) return 'months';
  return 'hours' in term ? 'hours' : 'seconds';
};

/** True when both count in the same unit; 3 working days and 4 days have no order without a calendar. */
export const comparable = (a: Term, b: Term): boolean => unitOf(a) === unitOf(b);

/** The number of the term's own units. */
export const lengthOf = (term: Term): number => {
  if ('wd' in term) return term.wd;
  if ('days' in term) return term.days;
  if ('months' in term) return term.months;
  return 'hours' in term ? term.hours : term.seconds;
};
