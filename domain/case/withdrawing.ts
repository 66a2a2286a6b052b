import { cancel } from '../deadlines';
import { SYSTEM } from '../stream';
import { emit, type Turn } from './turn';

/** Withdraws whatever is still open when a case ends or closes. */
export const withdrawOpen = (turn: Turn, reason: string): void => {
  for (const { proposalId } of turn.file.proposals) {
    const live = turn.file.deadlines.filter((deadline) => deadline.ref === proposalId);
    emit(turn, 'proposal-withdrawn', { proposalId, reason, ...cancel(live, reason) }, SYSTEM);
  }
};
