import type { PaperIssue } from '../stream';
import { bothSides } from './audience';
import type { EscalationFile } from './file';
import type { LeavingWhy } from './joining';
import type { EscalationFactSlice } from './slice';

export interface Facts {
  approved: { paper: PaperIssue };
  rejected: { opinion: string };
  withdrawn: { why: LeavingWhy | 'author' | 'protected-person' };
  completed: { why: 'report' | 'published' | 'day-end' | 'absence' };
}

/** It is withdrawn, and its papers with it. */
export const withPapersWithdrawn = ({ papers }: EscalationFile): Pick<EscalationFile, 'status' | 'papers'> => ({
  status: 'withdrawn',
  papers: papers.map((paper) => ({ ...paper, state: 'withdrawn' })),
});

/** What becomes of every escalation, whatever its act. */
export const outcomeFacts: EscalationFactSlice<Facts> = {
  records: {
    approved: (file, { at, body: { paper } }) => ({
      status: 'approved',
      approvedAt: at,
      papers: [
        ...file.papers,
        {
          documentId: paper.documentId,
          type: paper.type,
          number: paper.number,
          issuerUnitId: paper.issuerUnitId,
          issuedAt: at,
          state: 'issued',
        },
      ],
    }),
    rejected: () => ({ status: 'rejected' }),
    withdrawn: withPapersWithdrawn,
    completed: () => ({ status: 'completed' }),
  },
  tells: { approved: bothSides, withdrawn: bothSides },
};
