import type { Deciders } from '../case/proposal';
import type { Context } from '../context';
import { decidersToday } from '../people/candidates';
import type { Post } from '../people/directory';
import { grantedPosts, refuse } from '../people/permit';
import { notYourTask } from '../people/who-can';
import type { Refusal } from '../stream';
import type { Direct } from './commands';
import type { EscalationFile, EscalationStatus } from './file';
import { openCases } from './linked';
import { reportRefusal, type AskingOfCases } from './on-behalf';
import { protectedRefusal } from './protection';
import { conflictOf, proposerRefusal, talkedToRefusal } from './separation';
import { isMajor, stakeOf } from './recording';
import { grantsOn } from './who';

const STATUS_NAMES: Record<EscalationStatus, string> = {
  proposed: '待审批',
  approved: '已批准',
  held: '已约谈',
  completed: '已办结',
  rejected: '未批准',
  withdrawn: '已撤回',
};

const FROM: Record<Direct, { act: EscalationFile['act']; status: EscalationStatus[] }> = {
  'hold-interview': { act: 'interview', status: ['approved'] },
  'record-absence': { act: 'interview', status: ['approved'] },
  'file-minutes': { act: 'interview', status: ['held', 'completed'] },
  'file-interview-report': { act: 'interview', status: ['held'] },
  'hear-company': { act: 'circular', status: ['proposed', 'approved'] },
  publish: { act: 'circular', status: ['approved'] },
  'withdraw-circular': { act: 'circular', status: ['completed', 'approved'] },
};

/** An enterprise or person is heard before a circular about it is approved or published (authority.md 1). */
const notHeard = (file: EscalationFile): Refusal | null =>
  file.act === 'circular' && file.addresseeIsCompany && file.heardAt === null
    ? refuse('illegal-transition', 'company-not-heard', '通报企业前须听取其陈述申辩。', ['OFc', 'OFd', 'LDc', 'LDd'])
    : null;

/** What each command asks beyond post, act and state. */
const GUARDS: Record<Direct, ((file: EscalationFile, context: Context) => Refusal | null)[]> = {
  'hold-interview': [talkedToRefusal, (file, context) => protectedRefusal(context, file)],
  'record-absence': [talkedToRefusal, (file, context) => protectedRefusal(context, file)],
  'file-minutes': [
    talkedToRefusal,
    // A report that comes before the minutes completes the interview; the minutes are owed all the same.
    ({ heldAt }) => (heldAt === null ? refuse('illegal-transition', 'not-held', '约谈未召开，没有纪要可归档。') : null),
    ({ minutes }) => (minutes === null ? null : refuse('illegal-transition', 'minutes-filed', '约谈纪要已归档。')),
  ],
  'file-interview-report': [],
  'hear-company': [talkedToRefusal, (file, context) => protectedRefusal(context, file)],
  publish: [talkedToRefusal, proposerRefusal, (file, context) => protectedRefusal(context, file), notHeard],
  'withdraw-circular': [talkedToRefusal, proposerRefusal],
};

/** Why none of the actor's posts gives this command, whatever the state. */
export const postRefusal = (file: EscalationFile, asking: AskingOfCases, type: Direct): Refusal | null => {
  if (type === 'file-interview-report') return reportRefusal(file, asking);
  const right = { grants: grantsOn(file, asking, type), asking, stake: stakeOf(file) };
  return grantedPosts(right.grants, asking, right.stake).length > 0 ? null : notYourTask(right);
};

/** Who, which act, which state, and what else needs no body; the same function draws the buttons. */
export const escalationGate = (file: EscalationFile, context: Context, type: Direct): Refusal | null => {
  const stranger = postRefusal(file, context, type);
  if (stranger) return stranger;
  const { act, status } = FROM[type];
  if (act !== file.act) return refuse('illegal-transition', 'other-act', '此操作不适用于该事项。');
  if (!status.includes(file.status)) {
    return refuse(
      'illegal-transition',
      `not-from-${file.status}`,
      `当前状态为“${STATUS_NAMES[file.status]}”，不能办理此操作。`,
    );
  }
  for (const guard of GUARDS[type]) {
    const refusal = guard(file, context);
    if (refusal) return refusal;
  }
  return null;
};

/** True when a case of a circular is 重大 now, whatever it was when it was linked. */
const isMajorNow = (file: EscalationFile, context: Context): boolean =>
  isMajor(file) || file.cases.some(({ caseId }) => context.lookups.caseNow(caseId)?.major === true);

/** The step that decides today: a circular over a 重大 is L1's, also where it became 重大 meanwhile (settled 1.2). */
export const stepToday = (file: EscalationFile, context: Context): Deciders | undefined => {
  const step = file.proposals[0]?.steps[0];
  if (step === undefined || file.act !== 'circular' || step.roles.includes('L1')) return step;
  return isMajorNow(file, context) ? { roles: ['L1'] } : step;
};

/** The actor's post in which he decides the open proposal, or why he may not. */
export const decidingPost = (file: EscalationFile, context: Context): Post | Refusal => {
  const step = stepToday(file, context);
  if (step === undefined) return refuse('illegal-transition', 'proposal-not-open', '该提请已办结。');
  const { personId } = context.actor;
  const post = decidersToday(context, step).find((candidate) => candidate.personId === personId);
  if (post === undefined) return refuse('forbidden', 'not-your-decision', '您的岗位无权审批此事项。', step.roles);
  const conflict = conflictOf(file, context, personId);
  return conflict ? refuse('sod-violation', conflict.reason, conflict.message, step.roles) : post;
};

/** Whether the actor may decide the open proposal. */
export const mayDecide = (file: EscalationFile, context: Context): Refusal | null => {
  const post = decidingPost(file, context);
  return 'code' in post ? post : null;
};

/** Why it cannot be approved on this day, by the facts of this day (settled 1.1). */
export const mayApprove = (file: EscalationFile, context: Context): Refusal | null => {
  const barred = protectedRefusal(context, file) ?? notHeard(file);
  if (barred) return barred;
  return openCases(context, file.cases).length > 0
    ? null
    : refuse('illegal-transition', 'overtaken', '所涉隐患均已办结，不再批准，请不予批准或由提请人撤回。');
};
