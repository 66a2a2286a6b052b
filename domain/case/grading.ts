import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { cancel, joined, meet, readdress } from '../deadlines';
import { mergedSubjectRefusal } from '../people/merging';
import { refuse, refuseField } from '../people/permit';
import { hazardTypeOf } from '../policy/clocks';
import type { DeadlineChanges, Refusal } from '../stream';
import type { CaseFile, CaseSubject } from './file';
import { armFor, completeFamilies, subjectAddressee } from './owing';
import { record, type Recording } from './recording';

/** The subjects of a command as the case remembers them, or the refusal that names the unknown one. */
export const subjectsOf = (context: Context, ids: string[]): CaseSubject[] | Refusal => {
  const merged = mergedSubjectRefusal(context, ids);
  if (merged !== null) return merged;
  const subjects: CaseSubject[] = [];
  for (const [index, id] of ids.entries()) {
    const subject = context.lookups.subject(id);
    if (subject === undefined || subject.townId !== context.directory.townId) {
      return refuseField('subject-unknown', '责任主体不存在。', `/subjectIds/${String(index)}`);
    }
    const { subjectId, name, kind, unitId, placeUnitId = null, protectedPerson } = subject;
    subjects.push({ subjectId, name, kind, unitId, placeUnitId, protectedPerson });
  }
  if (subjects.length === 0) return refuseField('subject-missing', '请指定至少一个责任主体。', '/subjectIds');
  return subjects;
};

/**
 * The clause must belong to the type, be valid today, and fit the grade: a 重大 rests on a judgement standard (authority.md 1)
 * wherever the pack knows one.
 */
export const clauseRefusal = (
  context: Context,
  typeId: string,
  domain: string,
  clauseId: string,
  major: boolean,
): Refusal | null => {
  const type = hazardTypeOf(context.policy, typeId);
  if (type === undefined) return refuseField('hazard-type-unknown', '政策包中没有这一隐患类型。', '/hazardType');
  if (type.domain !== domain) return refuseField('domain-mismatch', '领域与隐患类型不符。', '/domain');
  const clause = context.policy.clauses.find((candidate) => candidate.id === clauseId);
  if (clause === undefined || !type.clauseIds.includes(clauseId)) {
    return refuseField('clause-unknown', '依据条款不存在或不适用于该类型。', '/clauseId');
  }
  const today = civilDateOf(context.now);
  if ((clause.validFrom ?? today) > today || (clause.validTo ?? today) < today) {
    return refuseField('clause-not-in-force', '依据条款在今日不生效。', '/clauseId');
  }
  if (major && clause.major !== true && context.policy.clauses.some((one) => one.major === true)) {
    const words = '该条款不是重大隐患判定标准，认定重大隐患须以判定标准为依据，请改选条款或隐患类型。';
    return refuseField('clause-not-of-standard', words, '/clauseId');
  }
  if (!major && clause.major === true) {
    return refuse(
      'illegal-transition',
      'major-needs-confirmation',
      '该条款为重大隐患判定依据，须提请认定。',
      { command: 'propose', act: 'confirm-major' },
      '/clauseId',
    );
  }
  return null;
};

/** The subject that a grading fixes owes what is controlled from then on (authority.md 3). */
export const controlsToSubject = ({ deadlines, subjects }: CaseFile): DeadlineChanges => {
  const to = subjectAddressee({ subjects });
  return joined(
    ...deadlines
      .filter(({ clock, addressee }) => clock === 'control-expiry' && addressee !== to)
      .map((deadline) => readdress([deadline], deadline.addressee, to)),
  );
};

/** Records a grade before service: meets `grade`; what was not graded or was assigned already is owed an assignment. */
export const recordGrade = (
  recording: Recording,
  body: {
    grade: 'general' | 'major';
    domain: CaseFile['domain'] & string;
    hazardType: string;
    clauseId: string;
    subjects: CaseSubject[];
  },
  file: CaseFile,
  more: DeadlineChanges = {},
): void => {
  const assignAnew = file.status === 'assigned';
  const assigns = assignAnew || file.status === 'registered';
  const ended = assignAnew ? (['assign', 'accept', 'serve'] as const) : [];
  const ahead: Recording = { ...recording, file: { ...file, ...body } };
  record(recording, 'graded', {
    ...body,
    ...joined(
      meet(file.deadlines, 'grade', recording.context.now),
      ...ended.map((clock) => cancel(file.deadlines, 'regraded', clock)),
      assigns ? { arms: armFor(ahead, 'assign') } : {},
      controlsToSubject(ahead.file),
      body.grade === 'major' ? completeFamilies(ahead, ['grade', ...ended]) : {},
      more,
    ),
  });
};
