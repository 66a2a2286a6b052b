import { civilDateOf } from '../clock/civil';
import type { EscalationFile } from './file';

/**
 * The unique key of a joinable escalation, or null when no case may join it any more: one per addressee and act while it is
 * proposed; a 督办 of a ladder on its civil day (authority.md 4).
 */
export const joinKeyOf = (file: EscalationFile): string | null => {
  const key = `${file.townId}|${file.act}|${file.addressee}`;
  if (file.act === 'supervise' && file.byLadder) {
    return file.status === 'approved' ? `${key}|${civilDateOf(file.openedAt)}` : null;
  }
  return file.status === 'proposed' ? key : null;
};

/** The key under which a case that reaches a rung now looks for one to join. */
export const joinKeyFor = (townId: string, act: string, addressee: string, now: string): string =>
  act === 'supervise' ? `${townId}|${act}|${addressee}|${civilDateOf(now)}` : `${townId}|${act}|${addressee}`;
