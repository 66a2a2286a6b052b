import { addDays, type CivilDate } from '../clock/civil';
import type { Refusal } from '../stream';
import { refuse, refuseField } from './permit';
import { inCodeUnits } from '../text-order';

/** How far a town's move to a version of its pack has come; only an approved one takes effect. */
export const POLICY_MOVE_STATUSES = ['proposed', 'approved', 'rejected'] as const;
export type PolicyMoveStatus = (typeof POLICY_MOVE_STATUSES)[number];

/** Why somebody who holds the right to decide may not decide on a move as it stands, or null: nobody on what he proposed. */
export const moveDecisionRefusal = (
  { status, proposedBy }: { status: PolicyMoveStatus; proposedBy: string },
  by: string,
): Refusal | null => {
  if (status !== 'proposed') return refuse('conflict', 'already-decided', '该提请已经审批，请刷新后查看。');
  const message = '提请人不得审批自己的提请，请由其他分管领导审批。';
  return proposedBy === by ? refuse('sod-violation', 'proposer-decides', message, ['L2']) : null;
};

/** A town's move to a version of its pack (settled 7). */
export interface PolicyMove {
  packId: string;
  version: string;
  effectiveOn: CivilDate;
}

/** The pack that a town's new cases are under on a day: that of the last move in effect, else the one it was set up with. */
export const policyOn = (
  setUp: { packId: string; version: string },
  approved: readonly (PolicyMove & { decidedAt: string })[],
  on: CivilDate,
): { packId: string; version: string } => {
  const inEffect = approved
    .filter((move) => move.effectiveOn <= on)
    .toSorted((a, b) => inCodeUnits(a.effectiveOn, b.effectiveOn) || inCodeUnits(a.decidedAt, b.decidedAt))
    .at(-1);
  return inEffect === undefined ? setUp : { packId: inEffect.packId, version: inEffect.version };
};

/** How far ahead a move may lie. */
const LATEST_DAYS = 366;

/** What a move is measured against: the town's pack today, and the versions that are loaded. */
export interface MoveScene {
  current: { packId: string; version: string };
  loaded: readonly { packId: string; version: string }[];
  today: CivilDate;
}

/**
 * Why a town may not move to this version from this day, or null; asked when it is proposed and again when it is approved.
 * A town stays with its notice: only versions of the same pack; never back in time, since what was decided stays.
 */
export const moveRefusal = (
  { packId, version, effectiveOn }: PolicyMove,
  { current, loaded, today }: MoveScene,
): Refusal | null => {
  if (packId !== current.packId)
    return refuseField('other-pack', `本镇使用政策包 ${current.packId}，只能改用它的其他版本。`, '/packId');
  if (!loaded.some((pack) => pack.packId === packId && pack.version === version))
    return refuseField('version-unknown', `没有加载政策包 ${packId} ${version}，请先由系统管理员放入。`, '/version');
  if (version === current.version)
    return refuse('conflict', 'version-in-use', `本镇新立的隐患已经使用 ${version} 版，无需改用。`, [], '/version');
  if (effectiveOn < today)
    return refuseField('date-past', '启用日期不得早于今日：已立的隐患仍按原版本办理。', '/effectiveOn');
  return effectiveOn > addDays(today, LATEST_DAYS)
    ? refuseField('too-far-ahead', '启用日期最迟为一年以内。', '/effectiveOn')
    : null;
};

/** The same when it is approved: what stood against proposing it today stands against carrying it out (settled 1.1). */
export const overtakenMove = (move: PolicyMove, scene: MoveScene): Refusal | null => {
  const refusal = moveRefusal(move, scene);
  if (refusal === null) return null;
  const message = `提请之后情况已变化：${refusal.message}请退回，由专班办公室重新提请。`;
  return refuse('conflict', 'overtaken', message, ['OFc', 'OFd']);
};
