import { plusMs } from '../../clock/instant';
import { joined, meet } from '../../deadlines';
import { unique } from '../../people/audience';
import { EF, EN, LD, OF } from '../../people/authority';
import { refuse } from '../../people/permit';
import type { Deadline, PaperIssue, Refusal } from '../../stream';
import { OPEN, type CaseFile } from '../file';
import { off } from '../fold-overlays';
import { decisionPaper } from '../decision-paper';
import { record, type Recording } from '../recording';
import { restoreAll, suspensionDeciders, suspensionOver } from '../suspension';
import type { ProposalSlice } from './rule';

export interface Facts {
  /** `moot`: nothing is left that could stand still, as after a cancelled order. */
  resumed: { why: 'decided' | 'ended' | 'moot'; paper?: PaperIssue };
}

/** 恢复办理通知书, DOC-22. */
const PAPER = 'huifu';

const isSuspended = ({ suspension }: CaseFile): Refusal | null =>
  suspension === undefined || suspension === null
    ? refuse('illegal-transition', 'not-suspended', '本案没有中止。')
    : null;

/** Its last day has passed: it goes on by itself, counted from that day (settled 8.10, X-27). */
const ended = (recording: Recording, due: Deadline): void => {
  const { suspension } = recording.file;
  record(recording, 'resumed', {
    why: 'ended',
    fires: due.deadlineId,
    ...joined(
      meet(recording.file.deadlines, 'suspension-review', recording.context.now),
      suspension ? restoreAll(recording, suspension, plusMs(due.dueAt, -1)) : {},
    ),
  });
};

/** T17: the ground has ended; what was stopped goes on with the time that it had left. */
export const resume: ProposalSlice<'resume', object, Facts> = {
  act: 'resume',
  effect: '恢复办理，各项时限按剩余时间续计',
  grants: [{ roles: [...OF, ...LD, ...EF, 'ST'] }, { roles: [...EN, 'OW'], relation: 'own' }],
  bySubject: true,
  from: OPEN,
  needs: [isSuspended],
  steps: suspensionDeciders,
  isDone: (file) => isSuspended(file) !== null,
  carryOut: (recording) => {
    const { suspension } = recording.file;
    if (!suspension) return isSuspended(recording.file);
    record(recording, 'resumed', {
      why: 'decided',
      ...decisionPaper(recording, PAPER),
      ...joined(suspensionOver(recording), restoreAll(recording, suspension)),
    });
    return null;
  },
  mayLack: { resumed: { paper: true } },
  records: {
    resumed: (file) => ({ overlays: off(file.overlays, 'suspended'), suspension: null }),
  },
  tells: {
    // Where nothing is left that could go on, what ended it is told.
    resumed: ({ subjects, holder, data }, { body: { why } }) =>
      why === 'moot' ? [] : [{ personIds: unique([...subjects, ...holder]), template: 'resumed', data }],
  },
  fires: { 'suspension-end': ended },
};
