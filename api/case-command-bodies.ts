import type { CaseCommand, CaseCommandType, ProposalFields } from '../domain/case/commands';
import type { CaseProposalAct } from '../domain/case/proposal';
import { parseInstant, type Instant } from '../domain/clock/instant';
import { compact, omit } from './compact';
import * as body from './dto/case-commands';
import * as propose from './dto/propose';
import { parseDto, type Dto, type Plain } from './parse';
import { invalidField } from './problem';

/** How the body of one command is checked and turned into the command. */
export interface CommandBody<C> {
  dtos: Dto<object>[];
  parse(plain: Record<string, unknown>): Promise<C>;
}

export const commandBody = <T extends object, C>(dto: Dto<T>, toCommand: (value: Plain<T>) => C): CommandBody<C> => ({
  dtos: [dto],
  parse: async (plain) => toCommand(await parseDto(dto, plain)),
});

/** A checked timestamp as a UTC instant. */
export const instantOf = (text: string): Instant => {
  const instant = parseInstant(text);
  if (instant === undefined) throw invalidField('', 'instant', '时间格式不正确');
  return instant;
};

const proposeDtos = {
  void: propose.ProposeBody,
  close: propose.ProposeBody,
  relapse: propose.ProposeBody,
  'confirm-major': propose.ProposeMajorBody,
  'statutory-order': propose.ProposeOrderBody,
  'impose-control': propose.ProposeControlBody,
  'new-date': propose.ProposeDateBody,
  'reassign-above': propose.ProposeReassignBody,
} as const satisfies Record<CaseProposalAct, Dto<propose.ProposeBody>>;

const isAct = (act: unknown): act is CaseProposalAct => typeof act === 'string' && Object.hasOwn(proposeDtos, act);

/** The act's own fields: `type` of the body is the paper's type, `control` and the rest keep their names. */
const fieldsOf = (value: Plain<propose.ProposeBody>): ProposalFields => {
  const { type, ...fields } = { type: undefined, ...omit(value, 'act', 'reason', 'attachmentIds', 'reuseReason') };
  return compact({ ...fields, paperType: type });
};

const proposeBody: CommandBody<CaseCommand> = {
  dtos: [...new Set<Dto<object>>(Object.values(proposeDtos))],
  parse: async (plain) => {
    const { act } = plain;
    if (!isAct(act)) throw invalidField('/act', 'one-of', `必须是 ${Object.keys(proposeDtos).join('、')} 之一`);
    const value: Plain<propose.ProposeBody> = await parseDto<propose.ProposeBody>(proposeDtos[act], plain);
    const { reason, attachmentIds = [], reuseReason } = value;
    return { type: 'propose', act, ...compact({ reason, attachmentIds, reuseReason }), fields: fieldsOf(value) };
  },
};

/** Every command on a case with its body. */
export const caseCommandBodies: Record<CaseCommandType, CommandBody<CaseCommand>> = {
  verify: commandBody(body.VerifyBody, (value) => ({ type: 'verify', ...compact(value) })),
  grade: commandBody(body.GradeBody, (value) => ({ type: 'grade', ...value })),
  assign: commandBody(body.AssignBody, ({ coUnitIds = [], ...value }) => ({
    type: 'assign',
    ...compact(value),
    coUnitIds,
  })),
  reassign: commandBody(body.ReassignBody, ({ coUnitIds = [], ...value }) => ({
    type: 'reassign',
    ...value,
    coUnitIds,
  })),
  'accept-assignment': commandBody(body.EmptyBody, () => ({ type: 'accept-assignment' })),
  'refuse-assignment': commandBody(body.RefuseAssignmentBody, (value) => ({
    type: 'refuse-assignment',
    ...compact(value),
  })),
  'issue-notice': commandBody(body.IssueNoticeBody, ({ type, ...value }) => ({
    type: 'issue-notice',
    paperType: type,
    ...compact(value),
  })),
  'record-service': commandBody(body.RecordServiceBody, ({ servedAt, refused = false, ...value }) => ({
    type: 'record-service',
    ...compact({ ...value, servedAt: instantOf(servedAt), refused }),
  })),
  'withdraw-notice': commandBody(body.WithdrawNoticeBody, (value) => ({ type: 'withdraw-notice', ...value })),
  'cancel-order': commandBody(body.CancelOrderBody, ({ attachmentIds = [], ...value }) => ({
    type: 'cancel-order',
    ...compact({ ...value, attachmentIds }),
  })),
  'file-plan': commandBody(body.FilePlanBody, ({ attachmentIds = [], measures, ...value }) => ({
    type: 'file-plan',
    ...compact(value),
    measures: measures.map(({ kind, text }) => ({ kind, text })),
    attachmentIds,
  })),
  'decide-plan': commandBody(body.DecisionBody, (value) => ({ type: 'decide-plan', ...value })),
  'report-progress': commandBody(body.ReportProgressBody, ({ attachmentIds = [], ...value }) => ({
    type: 'report-progress',
    ...compact({ ...value, attachmentIds }),
  })),
  'request-recheck': commandBody(body.RequestRecheckBody, (value) => ({ type: 'request-recheck', ...compact(value) })),
  'start-recheck': commandBody(body.StartRecheckBody, (value) => ({ type: 'start-recheck', ...compact(value) })),
  'record-recheck': commandBody(body.RecordRecheckBody, (value) => ({
    type: 'record-recheck',
    ...compact(value),
  })),
  'fix-on-the-spot': commandBody(body.FixOnTheSpotBody, (value) => ({ type: 'fix-on-the-spot', ...compact(value) })),
  'impose-control': commandBody(body.ControlBody, (value) => ({ type: 'impose-control', ...value })),
  'lift-control': commandBody(body.LiftControlBody, (value) => ({ type: 'lift-control', ...compact(value) })),
  'extend-control': commandBody(body.ExtendControlBody, (value) => ({ type: 'extend-control', ...compact(value) })),
  'record-watch-visit': commandBody(body.RecordWatchVisitBody, (value) => ({
    type: 'record-watch-visit',
    ...compact(value),
  })),
  'record-report-up': commandBody(body.RecordReportUpBody, ({ attachmentIds = [], reportedAt, ...value }) => ({
    type: 'record-report-up',
    ...compact({ ...value, reportedAt: instantOf(reportedAt), attachmentIds }),
  })),
  'co-sign': commandBody(body.CoSignBody, (value) => ({ type: 'co-sign', ...value })),
  'withdraw-lead': commandBody(body.ReasonBody, (value) => ({ type: 'withdraw-lead', ...value })),
  'add-note': commandBody(body.AddNoteBody, (value) => ({ type: 'add-note', ...value })),
  propose: proposeBody,
  'decide-proposal': commandBody(body.DecideProposalBody, (value) => ({
    type: 'decide-proposal',
    ...compact(value),
  })),
  'withdraw-proposal': commandBody(body.WithdrawProposalBody, (value) => ({ type: 'withdraw-proposal', ...value })),
};

const isCaseCommand = (name: string): name is CaseCommandType => Object.hasOwn(caseCommandBodies, name);

/** The body rules of a command by its name in the path; undefined for a name that does not exist. */
export const caseCommandBody = (name: string): CommandBody<CaseCommand> | undefined =>
  isCaseCommand(name) ? caseCommandBodies[name] : undefined;
