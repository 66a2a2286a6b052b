import type { CaseCommand, CaseCommandType } from '../../domain/case/commands';
import { civilDateOf } from '../../domain/clock/civil';
import { RIGHTS } from '../../domain/people/authority';
import { validOn } from '../../domain/people/directory';
import { rolesOf } from '../../domain/people/permit';
import { proposals } from './proposal-bodies';
import { clausesOf, colleagues, inDays, printed, typesOf, unitsOf, type Scene } from './scene';

type Of<T extends CaseCommandType> = Extract<CaseCommand, { type: T }>;

const PAIRS = [
  { leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao' },
  { leadUnitId: 'zhifa', responsibleUnitId: 'guibao' },
  { leadUnitId: 'chengyun', responsibleUnitId: 'touzi' },
];
const reason = '按属地和行业职责';

/** For a subject without an account, with what it signed. */
const onBehalf = (scene: Scene) => ({ onBehalf: true, signedAttachmentIds: [scene.photo()] });

const OWNERS = ['zhifa', ...PAIRS.map(({ responsibleUnitId }) => responsibleUnitId)];
const ACCEPTING = rolesOf(RIGHTS['accept-assignment']);

/** A decision on who is to own a case names him, approved or rejected: the first in which somebody could sign for it today. */
const ownerOf = (act: string, { directory, now }: Scene): { unitId?: string } => {
  if (act !== 'reassign-above') return {};
  const today = civilDateOf(now);
  const signs = (unitId: string): boolean =>
    directory.posts.some((post) => post.unitId === unitId && ACCEPTING.includes(post.role) && validOn(post, today));
  return { unitId: OWNERS.find(signs) ?? 'zhifa' };
};

/** Bodies that fit, for every command there is: a new command has its line here or the lives do not compile. */
export const BODIES: { [T in CaseCommandType]: (scene: Scene) => Of<T>[] } = {
  verify: (scene) => [
    { type: 'verify', method: 'documents', finding: '属实' },
    { type: 'verify', method: 'on-site', finding: '属实' },
    ...colleagues(scene).map((coActorId): Of<'verify'> => ({
      type: 'verify',
      method: 'on-site',
      finding: '属实',
      coActorId,
    })),
  ],
  grade: (scene) =>
    typesOf(scene).flatMap((type) =>
      clausesOf(scene, type, false)
        .slice(0, 1)
        .flatMap((clauseId) =>
          scene.subjectIds.map((id): Of<'grade'> => ({
            type: 'grade',
            grade: 'general',
            domain: type.domain,
            hazardType: type.id,
            clauseId,
            subjectIds: [id],
          })),
        ),
    ),
  assign: () => PAIRS.map((pair) => ({ type: 'assign', ...pair, coUnitIds: [], reason })),
  reassign: () => PAIRS.map((pair) => ({ type: 'reassign', ...pair, coUnitIds: [], reason })),
  'accept-assignment': () => [{ type: 'accept-assignment' }],
  'refuse-assignment': () => [
    { type: 'refuse-assignment', reason: '非本单位职责' },
    { type: 'refuse-assignment', reason: '非本单位职责', proposedUnitId: 'zhifa' },
  ],
  'issue-notice': (scene) =>
    [...unitsOf(scene), 'baihe'].flatMap((issuerUnitId) =>
      (['xianqi-zhenggai-yijian', 'zhenggai-yijian', 'tishi'] as const).map((paperType) => ({
        type: 'issue-notice',
        paperType,
        issuerUnitId,
        requirements: '限期整改',
        ...printed(scene, 15),
      })),
    ),
  'record-service': ({ file, now }) =>
    file.papers.flatMap(({ documentId }) =>
      (['direct', 'left', 'electronic', 'public-notice'] as const).map((mode) => ({
        type: 'record-service',
        documentId,
        mode,
        servedAt: now,
        recipientName: '王某',
        refused: false,
        ...(mode === 'left' ? { witness: '邻居张某' } : {}),
      })),
    ),
  'withdraw-notice': ({ file }) =>
    file.papers.map(({ documentId }) => ({ type: 'withdraw-notice', documentId, reason: '写错单位' })),
  'cancel-order': (scene) =>
    scene.file.papers.map(({ documentId }) => ({
      type: 'cancel-order',
      documentId,
      reason: '依据有误',
      decisionRef: '青府复决字〔2025〕1号',
      attachmentIds: [scene.photo()],
    })),
  'file-plan': (scene) =>
    [10, 0].flatMap((days) =>
      [{}, onBehalf(scene)].map((behalf) => ({
        type: 'file-plan',
        goal: '消除隐患',
        measures: [{ kind: 'management', text: '清退' }],
        funds: '2万元',
        personInCharge: '王某',
        finishOn: inDays(scene, days),
        emergencyPlan: '疏散预案',
        attachmentIds: [],
        ...behalf,
      })),
    ),
  'decide-plan': () =>
    (['approve', 'reject'] as const).map((decision) => ({ type: 'decide-plan', decision, opinion: '阅' })),
  'report-progress': () => [{ type: 'report-progress', percent: 50, done: '部分完成', attachmentIds: [] }],
  'request-recheck': (scene) =>
    [{}, onBehalf(scene)].map((behalf) => ({
      type: 'request-recheck',
      report: '已整改',
      beforeAttachmentIds: [scene.photo()],
      afterAttachmentIds: [scene.photo()],
      ...behalf,
    })),
  'start-recheck': (scene) =>
    [{}, ...colleagues(scene).map((coActorId) => ({ coActorId }))].flatMap((second): Of<'start-recheck'>[] => [
      { type: 'start-recheck', ...second },
      { type: 'start-recheck', requestRef: '青消委〔2025〕3号', ...second },
    ]),
  'record-recheck': (scene) =>
    (['passed', 'failed'] as const).flatMap((result) =>
      [{}, { requestRef: '青消委〔2025〕4号' }, ...colleagues(scene).map((coActorId) => ({ coActorId }))].map(
        (more) => ({
          type: 'record-recheck',
          result,
          findings: '见现场',
          attachmentIds: [scene.photo()],
          ...more,
        }),
      ),
    ),
  'fix-on-the-spot': (scene) => [
    { type: 'fix-on-the-spot', attachmentIds: [scene.photo(), scene.photo()], subjectSignature: '王某' },
  ],
  'impose-control': (scene) =>
    ['premises', 'power'].map((scope, index) => ({
      type: 'impose-control',
      scope,
      measures: '封闭',
      until: inDays(scene, index === 0 ? 10 : 0),
      guardPersonId: scene.who,
    })),
  'lift-control': (scene) =>
    scene.file.controls.map(({ scope }) => ({
      type: 'lift-control',
      scope,
      reason: '危险已消除',
      attachmentIds: [scene.photo()],
    })),
  'extend-control': (scene) =>
    scene.file.controls.map(({ scope }) => ({
      type: 'extend-control',
      scope,
      reason: '危险仍在',
      until: inDays(scene, 29),
      attachmentIds: [scene.photo()],
    })),
  'record-watch-visit': (scene) =>
    (['clean', 'found-again'] as const).map((result) => ({
      type: 'record-watch-visit',
      result,
      attachmentIds: [scene.photo()],
    })),
  'record-report-up': (scene) => [
    { type: 'record-report-up', reportedTo: '区应急局', reportedAt: scene.now, attachmentIds: [scene.photo()] },
  ],
  'co-sign': ({ file }) =>
    file.asks.flatMap(({ askId }) =>
      (['confirm', 'decline'] as const).map((decision) => ({ type: 'co-sign', askId, decision })),
    ),
  'withdraw-lead': () => [{ type: 'withdraw-lead', reason: '误报' }],
  'add-note': () => [{ type: 'add-note', text: '已联系' }],
  propose: (scene) => proposals(scene),
  'decide-proposal': (scene) =>
    scene.file.proposals.flatMap(({ proposalId, act }) => [
      { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意', ...ownerOf(act, scene) },
      ...(act === 'close' ? (['rectifying', 'rechecking'] as const) : [undefined]).map(
        (returnTo): Of<'decide-proposal'> => ({
          type: 'decide-proposal',
          proposalId,
          decision: 'reject',
          opinion: '退回',
          ...(returnTo === undefined ? {} : { returnTo }),
          ...ownerOf(act, scene),
        }),
      ),
    ]),
  'withdraw-proposal': ({ file }) =>
    file.proposals.map(({ proposalId }) => ({ type: 'withdraw-proposal', proposalId, reason: '另行提请' })),
};

/** Every body of some kinds of command. */
export const bodiesOf = (scene: Scene, types: readonly CaseCommandType[]): CaseCommand[] =>
  types.flatMap((type): CaseCommand[] => BODIES[type](scene));
