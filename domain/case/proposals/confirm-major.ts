import type { Context } from '../../context';
import { foldDeadlines, joined } from '../../deadlines';
import { refuse, refuseField } from '../../people/permit';
import { hazardTypeOf } from '../../policy/clocks';
import type { DeadlineChanges, Refusal } from '../../stream';
import { isRefusal } from '../evidence';
import type { CaseFile, CaseStatus } from '../file';
import { clauseRefusal, controlsToSubject, recordGrade, subjectsOf } from '../grading';
import { handOver } from '../handing-over';
import { armFor, completeFamilies, owerOf } from '../owing';
import { servedPapers } from '../papers';
import { planOwed } from '../plan-owed';
import type { Proposal } from '../proposal';
import { armStill } from '../standing-still';
import { record, type Recording } from '../recording';
import { withdrawUnserved } from '../withdrawing';
import { hasEnded, requireFields, textOf, textsOf } from './fields';
import { EF, LD, OF } from '../../people/authority';
import type { HazardDomain } from '../../policy/pack';
import { controlRefusal, type ControlDecided } from '../control-decided';
import { competent } from '../deciders';
import type { Propose, ProposalSlice } from './rule';

export interface Fields {
  domain: HazardDomain;
  hazardType: string;
  clauseId: string;
  subjectIds: string[];
  control: ControlDecided;
}

/** From service on the state stays (T23): what runs goes on, the duties of a 重大 case come on top. */
const AFTER_SERVICE: CaseStatus[] = ['notified', 'rectifying', 'awaiting-recheck', 'rechecking'];

const notYetMajor = (file: CaseFile): Refusal | null =>
  file.grade === 'major' ? refuse('illegal-transition', 'already-major', '已认定为重大隐患。') : null;

/** After service the case is that of who was served: another subject would owe a plan that no paper asks of it (T23). */
const notServed = ({ status, subjects }: CaseFile, subjectIds: string[]): Refusal | null =>
  AFTER_SERVICE.includes(status) &&
  (subjectIds.length !== subjects.length || subjects.some(({ subjectId }) => !subjectIds.includes(subjectId)))
    ? refuseField(
        'subject-not-served',
        '文书已送达现有责任主体，认定重大隐患时不能更换；确有其他责任主体的，请另行上报。',
        '/subjectIds',
      )
    : null;

/** The standard in force on the day, the subjects, and the control that is decided first (T3m). */
const basisRefusal = (
  file: CaseFile,
  context: Context,
  basis: { domain: string; hazardType: string; clauseId: string; subjectIds: string[]; control: unknown },
): Refusal | null => {
  const clause = clauseRefusal(context, basis.hazardType, basis.domain, basis.clauseId, true);
  if (clause) return clause;
  const subjects = subjectsOf(context, basis.subjectIds);
  if (isRefusal(subjects)) return subjects;
  return notServed(file, basis.subjectIds) ?? controlRefusal(file, basis.control);
};

const domainOf = (context: Context, typeId: string) => hazardTypeOf(context.policy, typeId)?.domain ?? 'other';

/** Served by a public notice that still hangs, and by nothing else: what is owed from service begins with its effect (5.5). */
const hangsStill = ({ status, papers, deadlines }: CaseFile): boolean =>
  status === 'notified' &&
  papers.every(({ boundAt }) => boundAt === null) &&
  deadlines.some(({ clock, level, state }) => clock === 'service-effective' && level === 0 && state !== 'fired');

/** What a 重大 case owes from its confirmation on: the report up, and its plan where it has been served and its date lies ahead. */
const duties = (recording: Recording, served: boolean): DeadlineChanges =>
  joined({ arms: armFor(recording, 'report-up') }, served ? armStill(recording, planOwed(recording)) : {});

/**
 * What stays armed has its whole family. A re-check that runs is the department's from now on; one that was missed is the miss of
 * who missed it, whose ladder ends with what it may no longer do, and the department has a term of its own (authority.md 2 and 3).
 */
const families = (recording: Recording): DeadlineChanges => {
  const { file, context } = recording;
  const recheck = file.deadlines.filter(({ clock }) => clock === 'recheck');
  const handed = handOver(recording, recheck, owerOf(file, context, 'recheck'), 'confirmed-major');
  const deadlines = foldDeadlines(file.deadlines, { ...handed, arms: [] });
  return joined(handed, completeFamilies({ ...recording, file: { ...file, deadlines } }));
};

const confirm = (recording: Recording, proposal: Proposal): Refusal | null => {
  const { context, file } = recording;
  const subjects = subjectsOf(context, textsOf(proposal, 'subjectIds'));
  if (isRefusal(subjects)) return subjects;
  const hazardType = textOf(proposal, 'hazardType');
  const body = {
    grade: 'major',
    domain: domainOf(context, hazardType),
    hazardType,
    clauseId: textOf(proposal, 'clauseId'),
    subjects,
  } as const;
  const ahead: Recording = { ...recording, file: { ...file, ...body } };
  if (AFTER_SERVICE.includes(file.status)) {
    record(recording, 'graded', {
      ...body,
      stays: true,
      supplements: servedPapers(file).map((paper) => paper.documentId),
      ...joined(controlsToSubject(ahead.file), families(ahead), duties(ahead, !hangsStill(file))),
    });
    return null;
  }
  recordGrade(recording, body, file, duties(ahead, false));
  // A paper that has not been served speaks of a general hazard.
  withdrawUnserved(recording, '已认定为重大隐患，原文书撤回，另行制发');
  return null;
};

/** T3m before service, T23 after it: the standard decides, the competent department confirms. */
export const confirmMajor: ProposalSlice<'confirm-major', Fields> = {
  act: 'confirm-major',
  effect: '认定为重大隐患',
  grants: [{ roles: [...OF, ...LD, ...EF, 'ST'] }],
  from: ['registered', 'graded', 'assigned', 'notified', 'rectifying', 'awaiting-recheck', 'rechecking'],
  needs: [notYetMajor],
  fields: ({ file, context }, { fields }: Propose<Fields>) => {
    const absent = requireFields<Fields>(fields, ['domain', 'hazardType', 'clauseId', 'subjectIds', 'control']);
    if (absent) return absent;
    const { domain = 'other', hazardType = '', clauseId = '', subjectIds = [], control } = fields;
    const kept = { domain, hazardType, clauseId, subjectIds, control };
    return basisRefusal(file, context, kept) ?? kept;
  },
  steps: (file, context, _by, { domain }) => ({ steps: [competent(file, context, domain)], above: [] }),
  holds: (file, context, proposal) =>
    basisRefusal(file, context, {
      domain: textOf(proposal, 'domain'),
      hazardType: textOf(proposal, 'hazardType'),
      clauseId: textOf(proposal, 'clauseId'),
      subjectIds: textsOf(proposal, 'subjectIds'),
      control: proposal.data['control'],
    }),
  isPast: ({ clauseId }, day, context) => hasEnded(context, clauseId, day),
  carryOut: confirm,
  records: {},
};
