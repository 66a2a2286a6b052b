import type { Instant } from '../../clock/instant';
import { meet } from '../../deadlines';
import { RIGHTS } from '../../people/authority';
import { refuse } from '../../people/permit';
import { inTheFuture } from '../claimed';
import { evidenceIn, isRefusal } from '../evidence';
import type { Evidence } from '../file';
import { record } from '../recording';
import type { CommandSlice } from '../slice';

export interface RecordReportUp {
  type: 'record-report-up';
  reportedTo: string;
  reportedAt: Instant;
  attachmentIds: string[];
  reuseReason?: string;
}

export interface Facts {
  'report-up-recorded': { reportedTo: string; reportedAt: Instant; evidence: Evidence[] };
}

/** A 重大 is reported up within the pack's term after its confirmation. */
export const recordReportUp: CommandSlice<RecordReportUp, Facts> = {
  type: 'record-report-up',
  grants: RIGHTS['record-report-up'],
  bySubject: 'last',
  from: [
    'graded',
    'assigned',
    'notified',
    'rectifying',
    'awaiting-recheck',
    'rechecking',
    'closure-review',
    'watching',
  ],
  guards: [
    (file) => (file.grade === 'major' ? null : refuse('illegal-transition', 'not-major', '一般隐患无须上报。')),
    (file) => (file.reportUpAt === null ? null : refuse('illegal-transition', 'already-reported-up', '已记录上报。')),
  ],
  run: (recording, command) => {
    const refusal = inTheFuture(recording.context, command.reportedAt, '/reportedAt');
    if (refusal) return refusal;
    const evidence = evidenceIn(recording.context, command);
    if (isRefusal(evidence)) return evidence;
    record(recording, 'report-up-recorded', {
      reportedTo: command.reportedTo,
      reportedAt: command.reportedAt,
      evidence,
      ...meet(recording.file.deadlines, 'report-up', recording.context.now),
    });
    return null;
  },
  records: {
    'report-up-recorded': (_, { body }) => ({ reportUpAt: body.reportedAt }),
  },
};
