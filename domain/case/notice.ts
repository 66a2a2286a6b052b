import { civilDateOf } from '../clock/civil';
import { addWorkingDays } from '../clock/calendar';
import { dueOnDate, type Due } from '../clock/term';
import type { Context } from '../context';
import { meet } from '../deadlines';
import { dueByTerm } from '../arming';
import { DIRECT } from '../people/authority';
import type { Post } from '../people/directory';
import { grantedPosts, refuse, signAs } from '../people/permit';
import { clockRow, hazardTypeOf } from '../policy/clocks';
import type { Source } from '../policy/source';
import type { Refusal } from '../stream';
import type { CaseCommand } from './commands';
import { awaitSecond } from './cosign';
import type { CaseFile, CasePaper } from './file';
import { rule } from './gate';
import { paperStake, postForPaper } from './issuing';
import { inTheFuture } from './claimed';
import { armFor } from './owing';
import { SECOND } from './second';
import { emit, factsOf, idFor, paperOf, stakeOf, type Turn } from './turn';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

const townUnit = (context: Context): string | undefined =>
  Object.values(context.directory.units).find(
    (unit) => unit.kind === 'town' && unit.townId === context.directory.townId,
  )?.unitId;

/** The post that may issue this paper in this unit's name, or the refusal (authority.md 2, lifecycle 2.1 "who may order"). */
const issuingPost = (context: Context, posts: Post[], paperType: string, issuerUnitId: string): Post | Refusal => {
  const row = context.policy.papers.find((paper) => paper.type === paperType);
  if (row === undefined || row.statutory) {
    return refuse('validation', 'paper-type-unknown', '不能以此方式制发该类文书。', [], '/type');
  }
  const allowed = posts.filter((post) => row.issuers.includes(post.role));
  if (allowed.length === 0) {
    return refuse(
      'issuer-lacks-capacity',
      'role-may-not-issue',
      `您的岗位不能制发《${row.title}》，只能制发《提示单》。`,
      row.issuers,
      '/type',
    );
  }
  const inTownName = (post: Post): boolean =>
    paperType !== 'tishi' && (post.role === 'OFc' || post.role === 'OFd' || post.role === 'RU');
  const fits = allowed.find((post) =>
    inTownName(post) ? issuerUnitId === townUnit(context) : issuerUnitId === post.unitId,
  );
  return (
    fits ??
    refuse(
      'issuer-lacks-capacity',
      'not-in-this-name',
      '不得以该单位名义制发：专班办公室、责任单位须以镇政府名义，其他单位须以本单位名义。',
      row.issuers,
      '/issuerUnitId',
    )
  );
};

/** The date printed on the paper: the one given, or the type's common date while it lies ahead. */
const printedDate = (file: CaseFile, context: Context, dueOn: string | undefined): string | null | Refusal => {
  const today = civilDateOf(context.now);
  if (dueOn !== undefined) {
    if (!context.policy.acceptsPrintedDates) {
      return refuse('validation', 'printed-date-not-accepted', '演练政策包不接受指定日期。', [], '/dueOn');
    }
    return dueOn < today ? refuse('validation', 'date-past', '整改期限不得早于今日。', [], '/dueOn') : dueOn;
  }
  const common = hazardTypeOf(context.policy, file.hazardType)?.commonDueOn;
  if (common === undefined) return null;
  return common < today
    ? refuse('validation', 'common-date-past', `统一期限 ${common} 已过，请另行指定整改期限。`, [], '/dueOn')
    : common;
};

const isText = (value: string | null | Refusal): value is string | null => value === null || typeof value === 'string';

/** T5a: an advisory paper, numbered, in the proper name. Statutory orders are proposals. */
export const issueNotice = rule<Of<'issue-notice'>>({
  grants: DIRECT['issue-notice'],
  from: ['assigned'],
  guards: [
    (file) =>
      file.assignment.accepted
        ? null
        : refuse('illegal-transition', 'not-accepted-yet', '责任单位尚未签收，不能制发文书。', [
            'RU',
            'VGm',
            'LDc',
            'LDd',
            'EFh',
            'ST',
            'OW',
          ]),
  ],
  run: (turn, command) => {
    const { context, file } = turn;
    const posts = grantedPosts(DIRECT['issue-notice'], context, stakeOf(file));
    const post = issuingPost(context, posts, command.paperType, command.issuerUnitId);
    if ('code' in post) return post;
    const dueOn = printedDate(file, context, command.dueOn);
    if (!isText(dueOn)) return dueOn;
    emit(
      turn,
      'notice-issued',
      {
        paper: paperOf(context, idFor(turn, 'd'), command.paperType, command.issuerUnitId),
        statutory: false,
        requirements: command.requirements,
        dueOn,
        coActor: null,
        clauseId: file.clauseId,
      },
      signAs(context, post),
    );
    return null;
  },
});

/** Due instant of the rectification of a general case: the printed date, else the term from service (T5, lifecycle 2.5). */
const rectifyDue = (
  file: CaseFile,
  context: Context,
  paper: CasePaper,
  servedAt: string,
): { due: Due; rule: string; source: Source; printed: boolean } => {
  const row = clockRow(context.policy, 'rectify', factsOf(file, context));
  if (paper.dueOn === null) {
    return { ...dueByTerm(context, 'rectify', servedAt, row.term, '自送达之日起'), source: row.source, printed: false };
  }
  const source =
    hazardTypeOf(context.policy, file.hazardType)?.commonDueOn === paper.dueOn
      ? (hazardTypeOf(context.policy, file.hazardType)?.source ?? row.source)
      : row.source;
  return { due: dueOnDate(context.calendar, paper.dueOn), rule: `文书载明期限 ${paper.dueOn}`, source, printed: true };
};

/** Whether the actor's unit issued one of the papers that wait for service (settled 3.3). */
const servesOne = (file: CaseFile, context: Context): Refusal | null => {
  const refusals = file.papers
    .filter((paper) => paper.servedAt === null)
    .map((paper) => postForPaper(file, context, paper, DIRECT['record-service']))
    .map((post) => ('code' in post ? post : null));
  const [first] = refusals;
  if (first === undefined)
    return refuse('illegal-transition', 'nothing-to-serve', '没有待送达的文书。', ['LDc', 'EFo', 'ST', 'DS']);
  return refusals.includes(null) ? null : first;
};

/** T5 and T6: the clock starts from service. A general case is rectifying at once; a major one owes its plan first. */
export const recordService = rule<Of<'record-service'>>({
  grants: DIRECT['record-service'],
  from: ['assigned', 'notified'],
  guards: [servesOne],
  run: (turn, command) => {
    const { context, file } = turn;
    const paper = file.papers.find((candidate) => candidate.documentId === command.documentId);
    if (paper === undefined) return refuse('validation', 'document-unknown', '本案没有这份文书。', [], '/documentId');
    if (paper.servedAt !== null)
      return refuse('illegal-transition', 'already-served', '该文书已记录送达。', [], '/documentId');
    const post = postForPaper(file, context, paper, DIRECT['record-service']);
    if ('code' in post) return post;
    turn.signer = signAs(context, post);
    const refusal = inTheFuture(context, command.servedAt, '/servedAt');
    if (refusal) return refusal;
    if (civilDateOf(command.servedAt) < civilDateOf(paper.issuedAt)) {
      return refuse('validation', 'served-before-issued', '送达时间不得早于制发日期。', [], '/servedAt');
    }
    const earliest = addWorkingDays(context.calendar, civilDateOf(context.now), -10).date;
    if (civilDateOf(command.servedAt) < earliest && command.coActorId === undefined) {
      return refuse('validation', 'too-far-back', '送达时间早于10个工作日前，请指定会签人。', [], SECOND);
    }
    const second = awaitSecond(turn, command, command.coActorId, {
      grants: DIRECT['record-service'],
      stake: paperStake(file, paper),
    });
    if (second === 'asked') return null;
    if (second !== 'ready') return second;
    emit(turn, 'notice-served', {
      documentId: command.documentId,
      mode: command.mode,
      servedAt: command.servedAt,
      recipientName: command.recipientName,
      refused: command.refused,
      witness: command.witness ?? null,
      ...meet(file.deadlines, 'serve', context.now),
      ...(file.grade === 'major' && !file.planAccepted
        ? { arms: armFor(turn, 'plan', { from: command.servedAt }) }
        : {}),
    });
    if (file.grade !== 'major') startRectifying(turn, paper, command.servedAt);
    return null;
  },
});

const startRectifying = (turn: Turn, paper: CasePaper, servedAt: string): void => {
  const { context } = turn;
  const { printed, ...instead } = rectifyDue(turn.file, context, paper, servedAt);
  emit(turn, 'rectification-started', {
    basis: 'service',
    term: printed ? null : clockRow(context.policy, 'rectify', factsOf(turn.file, context)).term,
    arms: armFor(turn, 'rectify', { from: servedAt, instead }),
  });
};
