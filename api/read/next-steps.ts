import type { Instant } from '../../domain/clock/instant';
import { streamIdOf } from '../../domain/stream-module';
import { DeadlineRow } from '../../entities/ledger.entity';
import type { NextStepAnswer } from '../answers/clock';
import type { AppDeps } from '../deps';

const isDoing = (step: DeadlineRow): step is DeadlineRow & { act: string } => step.act !== null;

/**
 * What the clocks of these cases do next, by the id of the case: the first reminder or rung in the order of firing
 * (`inFiringOrder`) that is armed and still ahead. One that stands still with its clock or was skipped is none. One statement,
 * which finds the ledger of each case by its key.
 */
export const nextStepsOf = async (
  { db }: AppDeps,
  caseIds: readonly string[],
  now: Instant,
): Promise<Map<string, NextStepAnswer>> => {
  if (caseIds.length === 0) return new Map();
  const steps = await db
    .getRepository(DeadlineRow)
    .createQueryBuilder('d')
    .select(['d.streamId', 'd.deadlineId', 'd.act', 'd.dueAt', 'd.dueOn', 'd.clock', 'd.addressee'])
    .where('d.streamId IN (:...streamIds)', { streamIds: caseIds.map((caseId) => streamIdOf('case', caseId)) })
    .andWhere("d.state = 'armed' AND d.level <> 0 AND d.dueAt > :now", { now })
    .orderBy('d.dueAt')
    .addOrderBy('d.clock')
    .addOrderBy('d.level')
    .addOrderBy('d.n')
    .getMany();
  const firsts = new Map<string, NextStepAnswer>();
  for (const step of steps.filter(isDoing)) {
    const { streamId, act, dueAt, dueOn, clock, addressee } = step;
    if (!firsts.has(streamId)) firsts.set(streamId, { act, dueAt, dueOn, clock, addressee });
  }
  return new Map(caseIds.flatMap((caseId) => named(caseId, firsts.get(streamIdOf('case', caseId)))));
};

const named = (caseId: string, step: NextStepAnswer | undefined): [string, NextStepAnswer][] =>
  step === undefined ? [] : [[caseId, step]];
