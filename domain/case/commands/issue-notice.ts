import { actingPosts } from '../acting';
import { civilDateOf, type CivilDate } from '../../clock/civil';
import { adviceRefusal } from '../../advice';
import type { Context } from '../../context';
import { EF, LD, OF, VG } from '../../people/authority';
import { unique } from '../../people/audience';
import type { Post } from '../../people/directory';
import { refuse, refuseField, signAs, type Grant } from '../../people/permit';
import { isAboutActor } from '../../people/who-can';
import type { DeadlineChanges, EventOf, PaperIssue, Refusal, Signer } from '../../stream';
import { aheadRefusal } from '../ahead';
import type { CaseFile, CasePaper } from '../file';
import type { Addressed } from '../facts';
import { wrongState } from '../gate';
import { notAcceptedYet } from '../not-accepted';
import { armFor } from '../owing';
import { commonDate, isHint, onlyHinted, unservedPapers } from '../papers';
import { isSubjectUnit } from '../parts';
import { addresseesOf, record, idFor, paperOf, type Recording } from '../recording';
import type { CommandSlice } from '../slice';

export interface IssueNotice {
  type: 'issue-notice';
  paperType: 'tishi' | 'zhenggai-yijian' | 'xianqi-zhenggai-yijian';
  issuerUnitId: string;
  requirements: string;
  dueOn?: CivilDate;
}

export interface Facts {
  'notice-issued': {
    paper: PaperIssue;
    statutory: boolean;
    requirements: string;
    /** Whom it is addressed to; papers of 0.2.0 and before do not say it. */
    to?: Addressed[];
    dueOn: CivilDate | null;
    /** Second officer of a statutory order. */
    coActor: Signer | null;
    clauseId: string | null;
  };
}

const GRANTS: Grant[] = [{ roles: [...LD, ...EF, 'ST', 'DS', 'RU', ...OF, ...VG] }];

/** The papers of advice that set a date. */
const REAL: readonly string[] = ['zhenggai-yijian', 'xianqi-zhenggai-yijian'];

const townUnit = (context: Context): string | undefined =>
  Object.values(context.directory.units).find(
    (unit) => unit.kind === 'town' && unit.townId === context.directory.townId,
  )?.unitId;

/** The post that may issue this paper in this unit's name, or the refusal (authority.md 2, lifecycle 2.1 "who may order"). */
const issuingPost = (context: Context, posts: Post[], paperType: string, issuerUnitId: string): Post | Refusal => {
  const row = context.policy.papers.find((paper) => paper.type === paperType);
  if (row === undefined || row.statutory) {
    return refuseField('paper-type-unknown', '不能以此方式制发该类文书。', '/type');
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
    !isHint({ type: paperType }) && (post.role === 'OFc' || post.role === 'OFd' || post.role === 'RU');
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
  if (dueOn !== undefined) {
    if (!context.policy.acceptsPrintedDates) {
      return refuseField('printed-date-not-accepted', '演练政策包不接受指定日期。', '/dueOn');
    }
    return aheadRefusal(context, dueOn, '整改期限', '/dueOn') ?? dueOn;
  }
  const common = commonDate(file, context);
  if (common === undefined) return null;
  return common.isPast
    ? refuseField('common-date-past', `统一期限 ${common.on} 已过，请另行指定整改期限。`, '/dueOn')
    : common.on;
};

const isText = (value: string | null | Refusal): value is string | null => value === null || typeof value === 'string';

/** The paper of this kind that waits to be served; one whose date has passed can only be issued anew (settled 5.4, 5.5). */
const openPaper = (file: CaseFile, { now }: Context, paperType: string): CasePaper | undefined =>
  unservedPapers(file).find(({ type, dueOn }) => type === paperType && (dueOn === null || dueOn >= civilDateOf(now)));

const stillOpen = ({ number }: CasePaper): Refusal =>
  refuse(
    'illegal-transition',
    'same-paper-open',
    `同类文书${number}尚未送达，请先送达或撤回，再另行制发。`,
    { command: 'record-service' },
    '/type',
  );

const toItself = (): Refusal =>
  refuse(
    'sod-violation',
    'paper-to-itself',
    '本单位就是责任主体，不得给自己制发文书：请由牵头单位或镇政府制发。',
    ['OFc', 'LDc', 'LDd', 'EFo', 'ST'],
    '/issuerUnitId',
  );

/** The post in which this paper is issued in this unit's name now, or why in none, whatever it says. */
const postToIssue = (file: CaseFile, context: Context, paperType: string, issuerUnitId: string): Post | Refusal => {
  const late = isHint({ type: paperType }) ? wrongState(file, ['assigned']) : null;
  if (late) return late;
  const post = issuingPost(context, actingPosts(GRANTS, file, context), paperType, issuerUnitId);
  if ('code' in post) return post;
  const open = openPaper(file, context, paperType);
  if (open) return stillOpen(open);
  return isSubjectUnit(file, issuerUnitId) ? toItself() : post;
};

/** Why the actor can issue none of the papers of advice now, in nobody's name. */
const nothingToIssue = (file: CaseFile, context: Context): Refusal | null => {
  const units = [...context.actor.posts.map(({ unitId }) => unitId), townUnit(context) ?? ''];
  const refusals: Refusal[] = [];
  for (const paperType of [...REAL, 'tishi'])
    for (const unitId of units) {
      const post = postToIssue(file, context, paperType, unitId);
      if (!('code' in post)) return null;
      refusals.push(post);
    }
  const [first] = [...refusals.filter((refusal) => !isAboutActor(refusal)), ...refusals];
  return first ?? null;
};

/** From service on only a real paper is issued, in place of a mere hint: a date that it sets is not that of a hint (settled 3.3). */
const afterService = (file: CaseFile, { actor, policy }: Context): Refusal | null => {
  const real = policy.papers.filter((paper) => !paper.statutory && REAL.includes(paper.type));
  const issues = actor.posts.some(({ role }) => real.some(({ issuers }) => issuers.includes(role)));
  return onlyHinted(file) && issues ? null : wrongState(file, ['assigned']);
};

/** What a served hint leaves owed once a real paper is issued: its service, by who issued it (settled 3.3). */
const owedForService = (recording: Recording, post: Post): DeadlineChanges => {
  const { deadlines, status } = recording.file;
  return status === 'assigned' || deadlines.some(({ clock }) => clock === 'serve')
    ? {}
    : { arms: armFor(recording, 'serve', { addressee: `unit:${post.unitId}` }) };
};

/** A paper as its issue leaves it. */
const issuedPaper = ({ at, actor, body }: EventOf<'notice-issued', Facts['notice-issued']>): CasePaper => ({
  documentId: body.paper.documentId,
  type: body.paper.type,
  number: body.paper.number,
  issuerUnitId: body.paper.issuerUnitId,
  byUnitId: actor.kind === 'person' ? (actor.post?.unitId ?? null) : null,
  statutory: body.statutory,
  clauseId: body.clauseId,
  dueOn: body.dueOn,
  issuedAt: at,
  servedAt: null,
  boundAt: null,
  state: 'issued',
  supplementedAt: null,
});

/** T5a: an advisory paper, numbered, in the proper name. Statutory orders are proposals. */
export const issueNotice: CommandSlice<IssueNotice, Facts> = {
  type: 'issue-notice',
  grants: GRANTS,
  from: ['assigned', 'notified', 'rectifying'],
  guards: [notAcceptedYet, afterService, nothingToIssue],
  run: (recording, command) => {
    const { context, file } = recording;
    const post = postToIssue(file, context, command.paperType, command.issuerUnitId);
    if ('code' in post) return post;
    const dueOn = printedDate(file, context, command.dueOn);
    if (!isText(dueOn)) return dueOn;
    const words = adviceRefusal(context, { '/requirements': command.requirements });
    if (words) return words;
    record(
      recording,
      'notice-issued',
      {
        paper: paperOf(context, idFor(recording, 'd'), command.paperType, command.issuerUnitId),
        statutory: false,
        requirements: command.requirements,
        to: addresseesOf(file),
        dueOn,
        coActor: null,
        clauseId: file.clauseId,
        ...owedForService(recording, post),
      },
      signAs(context, post),
    );
    return null;
  },
  mayLack: { 'notice-issued': { to: true } },
  records: {
    'notice-issued': (file, event) => ({ papers: [...file.papers, issuedPaper(event)] }),
  },
  tells: {
    'notice-issued': ({ subjects, holder, data }) => [
      { personIds: unique([...subjects, ...holder]), template: 'notice-issued', data },
    ],
  },
};
