import type { Schemas } from '../../api/typed';

/** A 督办, 约谈 or 通报 as the API gives it to who looks at it. */
export type EscalationFile = Schemas['EscalationAnswer'];
