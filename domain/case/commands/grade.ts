import type { Instant } from '../../clock/instant';
import { RIGHTS } from '../../people/authority';
import { unique } from '../../people/audience';
import { refuse } from '../../people/permit';
import type { Grade, HazardDomain } from '../../policy/pack';
import { isRefusal } from '../evidence';
import type { CasePaper, CaseSubject } from '../file';
import { withPart } from '../fold-parts';
import { clauseRefusal, recordGrade, subjectsOf } from '../grading';
import { isOnSubjectSide, ofSubject } from '../parts';
import { stakeOf } from '../recording';
import type { CommandSlice } from '../slice';

export interface GradeCommand {
  type: 'grade';
  grade: 'general';
  domain: HazardDomain;
  hazardType: string;
  clauseId: string;
  subjectIds: string[];
}

export interface Facts {
  graded: {
    grade: Grade;
    domain: HazardDomain;
    hazardType: string;
    clauseId: string;
    subjects: CaseSubject[];
    /** True when a 重大 was confirmed after service, so that the state stays (T23). */
    stays?: true;
    /** The served papers that this confirmation supplements. */
    supplements?: string[];
  };
}

/** The papers with those of them supplemented that a confirmation as 重大 after service names. */
const supplemented = (papers: CasePaper[], documentIds: string[], at: Instant): CasePaper[] =>
  documentIds.length === 0
    ? papers
    : papers.map((paper) => (documentIds.includes(paper.documentId) ? { ...paper, supplementedAt: at } : paper));

/** T3: type, clause, subjects; a 重大 is a proposal. */
export const grade: CommandSlice<GradeCommand, Facts> = {
  type: 'grade',
  grants: RIGHTS.grade,
  from: ['registered', 'graded'],
  guards: [
    (file) =>
      file.grade === 'major'
        ? refuse('illegal-transition', 'downgrade-is-a-proposal', '已认定为重大隐患，降级须提请审批。')
        : null,
  ],
  run: (recording, command) => {
    const { context, file } = recording;
    const clause = clauseRefusal(context, command.hazardType, command.domain, command.clauseId, false);
    if (clause) return clause;
    const subjects = subjectsOf(context, command.subjectIds);
    if (isRefusal(subjects)) return subjects;
    const graded = { ...file, subjects };
    if (isOnSubjectSide(graded, context)) {
      const right = { grants: RIGHTS.grade, asking: context, stake: stakeOf(file) };
      return ofSubject(graded, right, '责任主体一方的人员不得定级，请由其他人员办理。');
    }
    recordGrade(
      recording,
      {
        grade: 'general',
        domain: command.domain,
        hazardType: command.hazardType,
        clauseId: command.clauseId,
        subjects,
      },
      file,
    );
    return null;
  },
  mayLack: { graded: { stays: true, supplements: true } },
  records: {
    graded: (file, { at, actor, body }) => ({
      // From service on the state stays; before it a case that was assigned is to be assigned anew (T3m, T23).
      ...(body.stays === true ? {} : { status: 'graded', assignment: { ...file.assignment, accepted: false } }),
      papers: supplemented(file.papers, body.supplements ?? [], at),
      grade: body.grade,
      domain: body.domain,
      hazardType: body.hazardType,
      clauseId: body.clauseId,
      subjects: body.subjects,
      parts: withPart(file, 'grade', actor),
    }),
  },
  tells: {
    // Confirmed as 重大 after service: whoever holds the served paper is told what comes on top (T23).
    graded: ({ subjects, holder, data }, { body }) =>
      body.stays === true ? [{ personIds: unique([...subjects, ...holder]), template: 'major-confirmed', data }] : [],
  },
};
