import { cancel } from '../../deadlines';
import { bothSides } from '../audience';
import { withPapersWithdrawn } from '../outcome-facts';
import { publisherOf } from '../publisher';
import { record } from '../recording';
import { proposerRefusal, talkedToRefusal } from '../separation';
import type { EscalationCommandSlice } from '../slice';

export interface WithdrawCircular {
  type: 'withdraw-circular';
  reason: string;
}

export interface Facts {
  'circular-withdrawn': { reason: string };
}

/** Its paper is withdrawn with it; the number is kept (settled 6.3). */
export const withdrawCircular: EscalationCommandSlice<WithdrawCircular, Facts> = {
  type: 'withdraw-circular',
  acts: ['circular'],
  from: ['completed', 'approved'],
  grants: (file, asking) => [publisherOf(file, asking)],
  guards: [talkedToRefusal, proposerRefusal],
  run: (recording, { reason }) => {
    record(recording, 'circular-withdrawn', { reason, ...cancel(recording.file.deadlines, 'withdrawn') });
    return null;
  },
  records: { 'circular-withdrawn': withPapersWithdrawn },
  tells: { 'circular-withdrawn': bothSides },
};
