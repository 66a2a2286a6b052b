import type { Term } from '../clock/term';
import type { Grade, Pack } from './pack';
import type { Sourced } from './source';

/** How a date may be extended on application (lifecycle 2.5, X-23 to X-26). */
export interface Extension extends Sourced {
  /** It is asked for at the latest so long before the date. */
  cutOff: { wd: number } | { seconds: number };
  /** How often at the most, by grade; new dates after a failed re-check count too. */
  most: Record<Grade, number>;
  /** How much longer, where the pack accepts no dates. */
  by?: Term;
}

const SOURCE = { default: 'lifecycle 2.5' };

/** What packs before 1.2.0 leave unsaid. */
const IN_DAYS: Extension = { cutOff: { wd: 3 }, most: { general: 1, major: 2 }, source: SOURCE };

/** A pack in seconds plays within minutes. */
const IN_SECONDS: Extension = { ...IN_DAYS, cutOff: { seconds: 2 }, by: { seconds: 6 } };

/** How often, until when and how far a date may be extended. */
export const extensionOf = (pack: Pack): Extension =>
  pack.extension ?? (pack.acceptsPrintedDates ? IN_DAYS : IN_SECONDS);
