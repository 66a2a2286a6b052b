import { statement, type Statement } from '../../../record/sql';

export * from '../../../record/key-store';

/** B1: nobody looks whether the key was used; the event log's own key is per stream and does not see a second case. */
export const claimKey = (cmdKey: string): Statement => statement('SELECT ? AS cmd_key', [cmdKey]);
