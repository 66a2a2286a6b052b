import { ACTS } from './acts';
import type { EscalationFile } from './file';

/** What an escalation is looked up by: one joinable one per town, act and addressee (authority.md 4). */
export const joinKeyFor = (townId: string, act: string, addressee: string): string => `${townId}|${act}|${addressee}`;

/** Cases join while it is proposed; a ladder's 督办, approved at once, until `day-end` completes it. */
export const isJoinable = ({ status, act, byLadder }: Pick<EscalationFile, 'status' | 'act' | 'byLadder'>): boolean =>
  status === 'proposed' || (byLadder && status === 'approved' && ACTS[act].ladderDecides === true);

/** The unique key while it is joinable, else null. */
export const joinKeyOf = (file: EscalationFile): string | null =>
  isJoinable(file) ? joinKeyFor(file.townId, file.act, file.addressee) : null;
