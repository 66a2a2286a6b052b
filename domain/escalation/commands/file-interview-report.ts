import { evidenceOf, isRefusal } from '../../case/evidence';
import type { BehalfFields } from '../../case/on-behalf';
import { cancel, meet } from '../../deadlines';
import { signAs } from '../../people/permit';
import { othersWhoReport, reportedBy, reporters, reportRefusal, type ReportOnBehalf } from '../on-behalf';
import { record } from '../recording';
import type { EscalationCommandSlice } from '../slice';

export interface FileInterviewReport extends Omit<BehalfFields, 'reuseReason'> {
  type: 'file-interview-report';
  text: string;
  attachmentIds: string[];
}

export interface Facts {
  'interview-report-filed': { text: string; attachmentIds: string[]; onBehalf?: ReportOnBehalf };
}

/** The written report of the addressee's head, or of who reports while there is none, completes the interview. */
export const fileInterviewReport: EscalationCommandSlice<FileInterviewReport, Facts> = {
  type: 'file-interview-report',
  acts: ['interview'],
  from: ['held'],
  grants: reporters,
  byCases: { lacks: reportRefusal, others: othersWhoReport },
  run: (recording, command) => {
    const { text, attachmentIds } = command;
    const filed = reportedBy(recording.file, recording.context, command);
    if ('code' in filed) return filed;
    const evidence = evidenceOf(recording.context, attachmentIds, '/attachmentIds');
    if (isRefusal(evidence)) return evidence;
    const { post, onBehalf } = filed;
    recording.signer = signAs(recording.context, post);
    record(recording, 'interview-report-filed', {
      text,
      attachmentIds,
      ...(onBehalf === undefined ? {} : { onBehalf }),
      ...meet(recording.file.deadlines, 'interview-report', recording.context.now),
    });
    record(recording, 'completed', { why: 'report', ...cancel(recording.file.deadlines, 'completed') });
    return null;
  },
  mayLack: { 'interview-report-filed': { onBehalf: true } },
  records: { 'interview-report-filed': (_, { body }) => ({ report: body.text }) },
};
