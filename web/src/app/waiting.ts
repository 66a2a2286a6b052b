import { useMe } from './session';

/** How much waits for who is signed in, for the marks in menu and bar. */
export interface Waiting {
  /** Due within three days or late. */
  due: number;
  /** Waits for his decision or signature. */
  approvals: number;
  unread: number;
}

/** The counts of the worklist and the box of messages. */
export const useWaiting = (): Waiting => {
  const { unread, overview } = useMe();
  const { withinThreeDays = 0, overdue = 0, waitingForMe = 0 } = overview?.waiting ?? {};
  return { due: withinThreeDays + overdue, approvals: waitingForMe, unread };
};
