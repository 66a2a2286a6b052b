import { FILE_REFUSALS } from '../attachments/refusals';
import { RULE_REASONS } from './rule-reasons';

/** Why something is refused: the finer code beside `code`. */
export const REASONS: readonly string[] = [...RULE_REASONS, ...FILE_REFUSALS];

/** Families of reasons that name a state (`not-from-<state>`) or an overlay (`is-<overlay>`). */
export const REASON_FAMILIES = /^(not-from|is)-[a-z-]+$/;
