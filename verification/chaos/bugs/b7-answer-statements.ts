import { lockStream as real } from '../../../record/answer-statements';
import type { Statement } from '../../../record/sql';

export * from '../../../record/answer-statements';

/** B7: the row is read, changed and written, and nobody holds it in between. */
export const lockStream = (streamId: string): Statement => real(streamId, true);
