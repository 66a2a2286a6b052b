import { civilDateOf } from '../../domain/clock/civil';
import { postsIn } from '../../domain/people/directory';
import {
  moveDecisionRefusal,
  moveRefusal,
  overtakenMove,
  policyOn,
  type MoveScene,
} from '../../domain/people/policy-move';
import { TownPolicyRow, TownRow } from '../../entities/people.entity';
import type { AdminTx } from '../../record/admin';
import { newOrderedId } from '../../record/new-id';
import { lockAppointments } from '../../record/roll';
import type { Explained } from '../answers/shape';
import { PolicyDecisionAnswer, PolicyMoveAnswer, TownPolicyAnswer, type ListedMoveAnswer } from '../answers/town';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { heed } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { DecidePolicyBody, ProposePolicyBody } from '../dto/town-policy';
import { parseBodyAs } from '../parse';
import { notFound, Problem } from '../problem';
import { approvedMoves } from '../read/town-policy';
import { viewerOf, type Viewer } from '../read/viewer';
import { holdsRight, requireRight } from '../rights';
import type { Route } from '../route';
import { requireRightNow } from '../standing';

const present = (row: TownPolicyRow): PolicyMoveAnswer =>
  compact({
    moveId: row.moveId,
    packId: row.packId,
    version: row.packVersion,
    effectiveOn: row.effectiveOn,
    status: row.status,
    reason: row.reason,
    proposedBy: row.proposedBy,
    proposedAt: row.proposedAt,
    decidedBy: row.decidedBy ?? undefined,
    decidedAt: row.decidedAt ?? undefined,
    opinion: row.opinion ?? undefined,
  });

const reached = (viewer: Viewer, townId: string): string => {
  if (!viewer.townIds.includes(townId)) throw notFound();
  return townId;
};

/** The town's pack of today and the versions there are, read under the lock. */
const sceneOf = async (deps: AppDeps, tx: AdminTx, townId: string): Promise<MoveScene> => {
  const [town] = await tx.find(TownRow, { townId });
  if (town === undefined) throw notFound();
  const approved = approvedMoves(await tx.find(TownPolicyRow, { townId, status: 'approved' }));
  const today = civilDateOf(tx.now);
  const current = policyOn({ packId: town.packId, version: town.packVersion }, approved, today);
  return { current, loaded: deps.versionsOf(current.packId), today };
};

/** A town's move to a version of its pack: proposed by the office, approved by the leader in charge (roles.md 3.2). */
export const townPolicyRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/towns/:townId/policy',
    summary: '本镇新立隐患使用的政策包版本，及历次改用',
    description:
      '在该镇有岗位的和区级岗位可查。current 是今日的版本，moves 是历次提请及其审批，新的在前；已上报的隐患不受改用影响。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '政策包版本', answer: TownPolicyAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const townId = reached(viewer, String(request.params['townId']));
      const asOf = await deps.door.now();
      const town = await deps.db.getRepository(TownRow).findOneByOrFail({ townId });
      const moves = await deps.db.getRepository(TownPolicyRow).find({ where: { townId }, order: { moveId: 'DESC' } });
      const setUp = { packId: town.packId, version: town.packVersion };
      const current = policyOn(setUp, approvedMoves(moves), civilDateOf(asOf));
      const units = Object.fromEntries(viewer.units.map((unit) => [unit.unitId, unit]));
      const decides = holdsRight(postsIn({ townId, units }, viewer.posts), 'decide-policy');
      const listed = moves.map((row): ListedMoveAnswer => {
        const mayDecide = decides && moveDecisionRefusal(row, viewer.personId) === null;
        return Object.assign(present(row), { mayDecide });
      });
      const answer: Omit<TownPolicyAnswer, Explained> = { townId, current, setUp, moves: listed, asOf };
      response.json(answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/towns/:townId/policy',
    summary: '提请改用政策包的另一版本；只影响启用日起新立的隐患',
    description:
      '由专班办公室提请、镇分管领导审批后生效。只能改用本镇同一政策包已加载的其他版本，启用日期从今日起、一年以内；已有提请待审批的，不得再提。',
    access: 'person',
    key: true,
    body: ProposePolicyBody,
    success: { status: 201, description: '已提请', answer: PolicyMoveAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const townId = reached(viewer, String(request.params['townId']));
      requireRight(viewer.posts, 'propose-policy');
      const { packId, version, effectiveOn, reason } = await parseBodyAs(ProposePolicyBody, request);
      const answer = await administer(deps, request, {
        action: 'town-policy-proposed',
        townId,
        work: async (tx) => {
          await lockAppointments(tx);
          await requireRightNow(tx, viewer.personId, 'propose-policy', townId);
          heed(moveRefusal({ packId, version, effectiveOn }, await sceneOf(deps, tx, townId)));
          if (await tx.exists(TownPolicyRow, { townId, status: 'proposed' }))
            throw new Problem('conflict', '已有一项改用政策包的提请在审批中，请先办结。', { reason: 'already-open' });
          const moveId = newOrderedId();
          const row: TownPolicyRow = {
            moveId,
            townId,
            packId,
            packVersion: version,
            effectiveOn,
            status: 'proposed',
            reason,
            proposedBy: viewer.personId,
            proposedAt: tx.now,
            decidedBy: null,
            decidedAt: null,
            opinion: null,
          };
          await tx.insert(TownPolicyRow, row);
          return {
            answer: jsonAnswer(201, present(row)),
            ref: moveId,
            data: { packId, version, effectiveOn, reason },
          };
        },
      });
      sendAnswer(response, answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/towns/:townId/policy/:moveId/decide',
    summary: '审批改用政策包的提请',
    description:
      '由镇分管领导批准（approve）或退回（reject），须附意见；提请人不得审批自己的提请。批准时情况已变、不再合乎提请条件的，须退回重提。',
    access: 'person',
    key: true,
    body: DecidePolicyBody,
    success: { status: 200, description: '已审批', answer: PolicyDecisionAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const townId = reached(viewer, String(request.params['townId']));
      requireRight(viewer.posts, 'decide-policy');
      const moveId = String(request.params['moveId']);
      const { decision, opinion } = await parseBodyAs(DecidePolicyBody, request);
      const answer = await administer(deps, request, {
        action: decision === 'approve' ? 'town-policy-approved' : 'town-policy-rejected',
        townId,
        work: async (tx) => {
          await lockAppointments(tx);
          await requireRightNow(tx, viewer.personId, 'decide-policy', townId);
          const [row] = await tx.find(TownPolicyRow, { moveId, townId });
          if (row === undefined) throw notFound();
          heed(moveDecisionRefusal(row, viewer.personId));
          const move = { packId: row.packId, version: row.packVersion, effectiveOn: row.effectiveOn };
          if (decision === 'approve') heed(overtakenMove(move, await sceneOf(deps, tx, townId)));
          const status = decision === 'approve' ? 'approved' : 'rejected';
          const values = { status, decidedBy: viewer.personId, decidedAt: tx.now, opinion } as const;
          await tx.update(TownPolicyRow, values, { moveId });
          const decided: PolicyDecisionAnswer = { moveId, ...move, status, opinion };
          return {
            answer: jsonAnswer(200, decided),
            ref: moveId,
            data: { ...move, opinion },
            directoryOf: townId,
          };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
