import { useRead } from '../api/reading';
import { useMe } from './session';

/** How much waits for who is signed in, for the marks in menu and bar. */
export interface Waiting {
  /** Due within three days or late. */
  due: number;
  /** Waits for his decision or signature. */
  approvals: number;
  unread: number;
}

const minuteMs = 60_000;

/** The counts of the worklist and the box of messages. */
export const useWaiting = (): Waiting => {
  const { unread } = useMe();
  const counters = useRead('/api/v1/worklist', { query: { limit: 1 } }, { staleMs: minuteMs }).data?.counters;
  return {
    due: (counters?.withinThreeDays ?? 0) + (counters?.overdue ?? 0),
    approvals: counters?.waitingForMe ?? 0,
    unread,
  };
};
