import { In } from 'typeorm';
import type { CaseEvent } from '../../domain/case/facts';
import type { CaseFile } from '../../domain/case/file';
import { DeadlineRow } from '../../entities/ledger.entity';
import { EventRow } from '../../entities/stream.entity';
import type { CycleAnswer, DateChangeAnswer, FailedRecheckAnswer } from '../answers/case-cycle';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { withoutPostsOfAliases } from '../present/signer';

const TOLD = ['recheck-failed', 'date-moved', 'relapse-confirmed'] as const;
type Told = Extract<CaseEvent, { type: (typeof TOLD)[number] }>;

/** The log of a case holds what its rules wrote; this tells the compiler so. */
const isTold = (event: EventRow | Told): event is Told => TOLD.some((type) => type === event.type);

type Failed = Extract<Told, { type: 'recheck-failed' }>;
type Moved = Extract<Told, { type: 'date-moved' }>;

const failedRecheck = ({ at, actor, body: { findings, coActor } }: Failed): FailedRecheckAnswer =>
  withoutPostsOfAliases(compact({ at, findings, by: actor, coActor: coActor ?? undefined }));

/** The date that ran before is the last that the ledger has from before the change. */
const dateChange = ({ seq, at, body }: Moved, limits: readonly DeadlineRow[]): DateChangeAnswer => {
  const kind = body.cancels?.some(({ reason }) => reason === 'extended') === true ? 'extended' : 'new-date';
  const before = limits.findLast(({ setSeq }) => setSeq < seq);
  return { at, kind, oldDueOn: before?.dueOn ?? body.newDueOn, newDueOn: body.newDueOn };
};

/** Failed re-checks and moved dates of a case, cycle by cycle, as far as its log had come when the file was as it is. */
export const cyclesOf = async ({ db }: AppDeps, { caseId, version, cycle }: CaseFile): Promise<CycleAnswer[]> => {
  const streamId = `case:${caseId}`;
  const [rows, limits] = await Promise.all([
    db.getRepository(EventRow).find({ where: { streamId, type: In([...TOLD]) }, order: { seq: 'ASC' } }),
    db.getRepository(DeadlineRow).find({ where: { streamId, clock: 'rectify', level: 0 }, order: { setSeq: 'ASC' } }),
  ]);
  const cycles = Array.from({ length: cycle }, (_, n): CycleAnswer => ({
    cycle: n + 1,
    failedRechecks: [],
    dateChanges: [],
  }));
  let now = 0;
  for (const event of rows) {
    if (event.seq > version || !isTold(event)) continue;
    if (event.type === 'relapse-confirmed') now += 1;
    else if (event.type === 'recheck-failed') cycles[now]?.failedRechecks.push(failedRecheck(event));
    else cycles[now]?.dateChanges.push(dateChange(event, limits));
  }
  return cycles;
};
