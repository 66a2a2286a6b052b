import type { Context } from '../context';
import { PROPOSE } from '../people/authority';
import type { Post } from '../people/directory';
import { grantedPosts, isActor, refuse, rolesOf, signAs, type Asking } from '../people/permit';
import type { Refusal } from '../stream';
import { aheadRefusal } from './ahead';
import type { CaseCommand, ProposalFields } from './commands';
import { untilRefusal } from './control';
import { awaitSecond } from './cosign';
import { evidenceIn, isRefusal } from './evidence';
import type { CaseFile, CaseStatus } from './file';
import { ended, wrongState } from './gate';
import { clauseRefusal, subjectsOf } from './grading';
import { guardRefusal } from './guard';
import { noCapacity, orderFieldsRefusal, orderingPost, orderSecond } from './ordering';
import { actorDid, isOnSubjectSide, whoDid } from './parts';
import type { CaseProposalAct } from './proposal';
import { openProposal } from './proposing';
import { stakeOf, type Turn } from './turn';

type Propose = Extract<CaseCommand, { type: 'propose' }>;

const OPEN_STATES: CaseStatus[] = [
  'lead',
  'registered',
  'graded',
  'assigned',
  'notified',
  'rectifying',
  'awaiting-recheck',
  'rechecking',
  'closure-review',
];

/** States in which an act may be proposed. */
const FROM: Record<CaseProposalAct, CaseStatus[]> = {
  void: ['lead', 'registered', 'graded'],
  'confirm-major': ['registered', 'graded'],
  'statutory-order': ['assigned'],
  'impose-control': OPEN_STATES,
  'new-date': ['rectifying'],
  close: [],
  relapse: ['watching'],
  'reassign-above': [],
};

/** At most one extension of a general case and two of a major one (decisions.md; counted with new dates). */
const MAX_EXTENSIONS = { general: 1, major: 2 } as const;

/** Why the actor may not propose an act on this case in any state; null where a post of his lets him. */
export const lacksProposal = (file: CaseFile, asking: Asking, act: CaseProposalAct): Refusal | null => {
  const grants = PROPOSE[act];
  if (grants.length === 0) return refuse('forbidden', 'opened-by-system', '该事项由系统自动提请，不能人工提请。');
  if (grantedPosts(grants, asking, stakeOf(file)).length > 0) return null;
  return act === 'statutory-order'
    ? noCapacity()
    : refuse('forbidden', 'not-your-proposal', '您的岗位不能提请此事项。', rolesOf(grants));
};

/** Gate of one act, without its fields: who, state, and that it is not already open. */
export const mayPropose = (file: CaseFile, context: Context, act: CaseProposalAct): Refusal | null => {
  const refusal = lacksProposal(file, context, act) ?? ended(file);
  if (refusal) return refusal;
  const state = wrongState(file, FROM[act]);
  if (state) return state;
  if (file.proposals.some((proposal) => proposal.act === act)) {
    return refuse('conflict', 'proposal-already-open', '同一事项已在审批中。');
  }
  return particular(file, context, act);
};

const particular = (file: CaseFile, context: Context, act: CaseProposalAct): Refusal | null => {
  switch (act) {
    case 'void':
      return file.status === 'lead' && actorDid(file, context, ['report'])
        ? refuse('sod-violation', 'reporter-verifies', '上报人不得单独认定自己上报的线索。', [
            'OFc',
            'LDc',
            'RU',
            'EFo',
            'ST',
            'DS',
          ])
        : null;
    case 'confirm-major':
      return file.grade === 'major' ? refuse('illegal-transition', 'already-major', '已认定为重大隐患。') : null;
    case 'statutory-order':
      return file.assignment.accepted
        ? null
        : refuse('illegal-transition', 'not-accepted-yet', '责任单位尚未签收，不能制发文书。', [
            'RU',
            'VGm',
            'LDd',
            'EFh',
          ]);
    case 'impose-control':
      return file.controls.length === 0
        ? null
        : refuse('illegal-transition', 'control-already-on', '本案已有临时管控。');
    case 'new-date':
      return newDateGate(file, context);
    case 'close':
    case 'relapse':
    case 'reassign-above':
      return isOnSubjectSide(file, context)
        ? refuse('sod-violation', 'subject-proposes', '责任主体一方不得提请。')
        : null;
  }
};

const newDateGate = (file: CaseFile, context: Context): Refusal | null => {
  if (file.failedRechecks === 0)
    return refuse('illegal-transition', 'no-failed-recheck', '复查不合格后方可提请新期限。');
  if (!whoDid(file, ['recheck']).some((personId) => isActor(context, personId))) {
    return refuse('forbidden', 'not-the-rechecker', '新期限由复查人提请。', ['LDc', 'EFo', 'ST', 'DS']);
  }
  const most = MAX_EXTENSIONS[file.grade ?? 'general'];
  return file.extensions >= most
    ? refuse('illegal-transition', 'too-many-extensions', `延期最多 ${String(most)} 次，不得再延。`)
    : null;
};

const missing = (field: keyof ProposalFields): Refusal =>
  refuse('validation', 'field-missing', `此事项须填写 ${field}。`, [], `/${field}`);

const requireFields = (fields: ProposalFields, names: (keyof ProposalFields)[]): Refusal | null => {
  const absent = names.find((name) => fields[name] === undefined);
  return absent === undefined ? null : missing(absent);
};

/** What an act's own fields must say; returns what the proposal keeps of them. */
const checkFields = (turn: Turn, command: Propose): Refusal | { [field: string]: unknown } => {
  const { context, file } = turn;
  const { fields } = command;
  switch (command.act) {
    case 'confirm-major': {
      const absent = requireFields(fields, ['domain', 'hazardType', 'clauseId', 'subjectIds', 'control']);
      if (absent) return absent;
      const { domain = 'other', hazardType = '', clauseId = '', subjectIds = [], control } = fields;
      const clause = clauseRefusal(context, hazardType, domain, clauseId, true);
      if (clause) return clause;
      const subjects = subjectsOf(context, subjectIds);
      if (isRefusal(subjects)) return subjects;
      if (control === 'imposed' && file.controls.length === 0) {
        return refuse(
          'illegal-transition',
          'control-missing',
          '须先落实临时管控，或说明无须管控的理由。',
          ['EFo', 'ST', 'DS', 'L2'],
          '/control',
        );
      }
      return { domain, hazardType, clauseId, subjectIds, control };
    }
    case 'statutory-order':
      return orderFields(turn, command);
    case 'new-date':
      return newDateFields(turn, command);
    case 'impose-control': {
      const absent = requireFields(fields, ['scope', 'measures', 'until', 'guardPersonId']);
      if (absent) return absent;
      const { scope, measures, until = '', guardPersonId = '' } = fields;
      return (
        untilRefusal(file, context, until) ??
        guardRefusal(context, guardPersonId) ?? { scope, measures, until, guardPersonId }
      );
    }
    case 'relapse':
      return command.attachmentIds.length === 0
        ? refuse('validation', 'photo-missing', '请上传回潮证据。', [], '/attachmentIds')
        : {};
    case 'void':
    case 'close':
    case 'reassign-above':
      return {};
  }
};

const newDateFields = (turn: Turn, { fields }: Propose): Refusal | { newDueOn: string } => {
  const { context } = turn;
  if (!context.policy.acceptsPrintedDates) {
    return refuse('validation', 'printed-date-not-accepted', '演练政策包不接受指定日期。', [], '/newDueOn');
  }
  if (fields.newDueOn === undefined) return missing('newDueOn');
  return aheadRefusal(context, fields.newDueOn, '新期限', '/newDueOn') ?? { newDueOn: fields.newDueOn };
};

/** The order's own fields as the proposal keeps them (T5b). */
const orderFields = ({ context }: Turn, { fields }: Propose): Refusal | { [field: string]: unknown } => {
  const absent = requireFields(fields, ['paperType', 'clauseId', 'requirements', 'coActorId']);
  if (absent) return absent;
  const { paperType, clauseId, requirements, coActorId, inspectionRef, emergencyReason, dueOn } = fields;
  return (
    orderFieldsRefusal(context, fields) ?? {
      paperType,
      clauseId,
      requirements,
      coActorId,
      inspectionRef,
      emergencyReason,
      dueOn,
    }
  );
};

/** In which post the actor proposes: for an order the one of a certified officer, else the first that may. */
const proposingPost = ({ context, file }: Turn, act: CaseProposalAct): Post | Refusal | undefined =>
  act === 'statutory-order' ? orderingPost(file, context) : grantedPosts(PROPOSE[act], context, stakeOf(file))[0];

/** Opens a proposal by a person, after the second officer has confirmed where the act needs one. */
export const propose = (turn: Turn, command: Propose): Refusal | null => {
  const { context, file } = turn;
  const refusal = mayPropose(file, context, command.act);
  if (refusal) return refusal;
  const post = proposingPost(turn, command.act);
  if (post !== undefined && isRefusal(post)) return post;
  const evidence = evidenceIn(context, command);
  if (isRefusal(evidence)) return evidence;
  const data = checkFields(turn, command);
  if (isRefusal(data)) return data;
  if (command.act === 'statutory-order' && post !== undefined) {
    const second = awaitSecond(turn, command, command.fields.coActorId, orderSecond(post.unitId));
    if (second === 'asked') return null;
    if (second !== 'ready') return second;
  }
  turn.signer = signAs(context, post);
  openProposal(turn, { act: command.act, reason: command.reason, data: plain(data), evidence, by: turn.signer });
  return null;
};

/** Without undefined fields: what goes into an event is plain JSON. */
const plain = (data: { [field: string]: unknown }): { [field: string]: unknown } =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
