import type { Request, Response } from 'express';
import type { CivilDate } from '../../domain/clock/civil';
import type { Unit } from '../../domain/people/directory';
import { keepingRefusal, successionRefusal, successorRefusal, unitEndRefusal } from '../../domain/people/ending-units';
import { unitRefusal } from '../../domain/people/keeping-units';
import { UnitRow } from '../../entities/people.entity';
import type { AdminTx } from '../../record/admin';
import { readUnit } from '../../record/roll';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { UnitAnswer } from '../answers/unit';
import { heed, rollUnderLock } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { OptionalReasonBody } from '../dto/people';
import { EndUnitBody, SuccessorBody } from '../dto/registers';
import { parseBodyAs } from '../parse';
import { presentUnit } from '../present/people';
import { notFound } from '../problem';
import { viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { readHoldings } from '../unit-holdings';

/** What becomes of a unit's last day and of who takes over. */
type Ending = Pick<Unit, 'to' | 'successorUnitId'>;

/** A change of a unit's end, decided under the lock. */
interface EndChange {
  action: string;
  data: Record<string, unknown>;
  decide: (tx: AdminTx, unit: Unit, today: CivilDate) => Promise<Ending>;
}

const changeEnd = async (
  deps: AppDeps,
  request: Request,
  response: Response,
  { action, data, decide }: EndChange,
): Promise<void> => {
  const viewer = await viewerOf(deps, request);
  requireRight(viewer.posts, 'manage-units');
  const unitId = String(request.params['unitId']);
  const row = await deps.db.getRepository(UnitRow).findOneBy({ unitId });
  if (row === null || (row.townId !== null && !viewer.townIds.includes(row.townId))) throw notFound();
  const { townId } = row;
  const answer = await administer(deps, request, {
    action,
    townId,
    work: async (tx) => {
      const roll = await rollUnderLock(tx, viewer.personId);
      const unit = await readUnit(tx, unitId);
      if (unit === undefined) throw notFound();
      const { kind, domains, orderBasis } = unit;
      heed(unitRefusal(roll, viewer.personId, { kind, townId: unit.townId, domains, orderBasis }));
      const { to, successorUnitId = null } = await decide(tx, unit, roll.today);
      await tx.update(UnitRow, { validTo: to, successorId: successorUnitId }, { unitId });
      return {
        answer: jsonAnswer(200, presentUnit({ ...unit, to, successorUnitId })),
        ref: unitId,
        data,
        directoryOf: townId ?? '*',
      };
    },
  });
  sendAnswer(response, answer);
};

/** How a unit ends, and who takes over what it holds (settled 3.8). */
export const unitEndRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'post',
    path: '/api/v1/units/:unitId/end',
    summary: '撤销单位；名下有隐患的须指明接替单位',
    description:
      '由可以新建该类单位的人设定单位的最后一日，不早于今日，已设定的只能提前；镇政府、区政府和本镇专班办公室不能撤销。该日之后还有岗位的不能撤销；还有未办结的隐患、时限、督办、约谈或通报的，须先了结，或指明接替单位（successorUnitId），撤销后由其接办；已指明的，再次设定日期时不必重填。',
    access: 'person',
    key: true,
    body: EndUnitBody,
    success: { status: 200, description: '已撤销', answer: UnitAnswer },
    async handle(request, response) {
      const { to, successorUnitId: named } = await parseBodyAs(EndUnitBody, request);
      await changeEnd(deps, request, response, {
        action: 'unit-ended',
        data: compact({ to, successorUnitId: named }),
        decide: async (tx, unit, today) => {
          // Who is named already stays named where only the day is moved.
          const successorUnitId = named ?? unit.successorUnitId ?? undefined;
          const isSucceeded = successorUnitId !== undefined;
          heed(unitEndRefusal(unit, { to, today, holds: await readHoldings(tx, unit.unitId, to), isSucceeded }));
          if (!isSucceeded) return { to };
          heed(successorRefusal(unit, await readUnit(tx, successorUnitId), { to, today }));
          return { to, successorUnitId };
        },
      });
    },
  },
  {
    method: 'post',
    path: '/api/v1/units/:unitId/successor',
    summary: '为已撤销的单位指明接替单位，由其接办名下隐患',
    description:
      '由可以新建该类单位的人办理：单位已设定撤销日期的，指明或改定接替单位；已经撤销的，只在还没有接替单位时指明。接替单位须属于同一个镇、在其后仍存在，且不是镇政府、区政府或协调机构。',
    access: 'person',
    key: true,
    body: SuccessorBody,
    success: { status: 200, description: '已指明', answer: UnitAnswer },
    async handle(request, response) {
      const { successorUnitId, reason } = await parseBodyAs(SuccessorBody, request);
      await changeEnd(deps, request, response, {
        action: 'unit-successor-named',
        data: { successorUnitId, reason },
        decide: async (tx, unit, today) => {
          heed(successionRefusal(unit, await readUnit(tx, successorUnitId), today));
          return { to: unit.to, successorUnitId };
        },
      });
    },
  },
  {
    method: 'post',
    path: '/api/v1/units/:unitId/withdraw-end',
    summary: '收回尚未到期的撤销',
    description:
      '由可以新建该类单位的人取消已设定的撤销日期，所指明的接替单位一并取消；最后一日已过的不能恢复，需要的请新建单位。',
    access: 'person',
    key: true,
    body: OptionalReasonBody,
    success: { status: 200, description: '已收回', answer: UnitAnswer },
    async handle(request, response) {
      const { reason } = await parseBodyAs(OptionalReasonBody, request);
      await changeEnd(deps, request, response, {
        action: 'unit-end-withdrawn',
        data: compact({ reason }),
        decide: (_tx, unit, today) => {
          heed(keepingRefusal(unit, today));
          return Promise.resolve({ to: null });
        },
      });
    },
  },
];
