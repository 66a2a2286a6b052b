import { lockStream as real } from '../../../record/answers';
import type { Statement } from '../../../record/sql';

export * from '../../../record/answers';

/** B7: the row is read, changed and written, and nobody holds it in between. */
export const lockStream = (streamId: string): Statement => real(streamId, true);
