import type { Request } from 'express';
import { In, type SelectQueryBuilder } from 'typeorm';
import type { Sight } from '../../domain/case/sight';
import type { Ruled } from '../../domain/step-rule';
import type { ClockName, RungAct } from '../../domain/stream';
import { DeadlineRow, PaperRow } from '../../entities/ledger.entity';
import { EventRow } from '../../entities/stream.entity';
import type { DeadlineAnswer } from '../answers/clock';
import type { CaseEventAnswer } from '../answers/event';
import type { PaperAnswer } from '../answers/paper';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import type { Plain } from '../parse';
import { presentBecause } from '../present/clock';
import { eventAsSeen, OF_THE_STATE } from '../present/sight';
import { pageIn, type Page } from '../paging';
import { PageQuery } from '../dto/query-fields';
import { readQuery } from '../query';

/** Who looks at a stream, and how much of it he is shown. */
export interface Seer {
  sight: Sight;
  personId: string;
}

/** The columns are written by the fold of a stream only. */
const ruledBy = ({ clock, level, act, because }: DeadlineRow): Ruled => ({
  clock: clock as ClockName,
  level,
  act: act as RungAct | null,
  because,
});

const presentDeadline = (row: DeadlineRow): DeadlineAnswer =>
  compact({
    deadlineId: row.deadlineId,
    clock: row.clock,
    level: row.level,
    cycle: row.cycle,
    n: row.n,
    dueAt: row.dueAt,
    dueOn: row.dueOn,
    state: row.state,
    act: row.act ?? undefined,
    addressee: row.addressee,
    ref: row.ref ?? undefined,
    firedAt: row.firedAt ?? undefined,
    metAt: row.metAt ?? undefined,
    reason: row.reason ?? undefined,
    movedFrom: row.movedFrom ?? undefined,
    remainingMs: row.remainingMs === null ? undefined : Number(row.remainingMs),
    because: presentBecause(ruledBy(row)),
  });

/** A number that was given to a paper, not to a case. */
export type IssuedPaperRow = PaperRow & { documentId: string };

export const isPaper = (row: PaperRow): row is IssuedPaperRow => row.documentId !== null;

export const presentPaperRow = (row: IssuedPaperRow): Plain<PaperAnswer> =>
  compact({
    documentId: row.documentId,
    type: row.type,
    title: row.title,
    number: row.number,
    state: row.state,
    issuerUnitId: row.issuer ?? undefined,
    issuedAt: row.issuedAt,
    servedAt: row.servedAt ?? undefined,
  });

/** Narrows the log to what is shown: no notes of others to the side that rectifies, to the reporter its stations. */
export const scopeEvents = (find: SelectQueryBuilder<EventRow>, { sight, personId }: Seer): void => {
  if (sight === 'reporter') find.andWhere('e.type IN (:...types)', { types: OF_THE_STATE });
  if (sight === 'subject')
    find.andWhere("(e.type <> 'note-added' OR e.actor LIKE :own)", { own: `%"personId":"${personId}"%` });
};

/** The log of a stream, oldest first. */
export const eventsOf = async (
  deps: AppDeps,
  streamId: string,
  request: Request,
  seer: Seer = { sight: 'whole', personId: '' },
): Promise<Page<CaseEventAnswer>> => {
  const page = pageIn(deps, request, readQuery(request, PageQuery), ['count']);
  const [after = 0] = page.after ?? [];
  const find = deps.db
    .getRepository(EventRow)
    .createQueryBuilder('e')
    .where('e.streamId = :streamId AND e.seq > :after', { streamId, after })
    .orderBy('e.seq')
    .take(page.limit + 1);
  scopeEvents(find, seer);
  return page.of(await find.getMany(), await deps.door.now(), (row) => [row.seq], eventAsSeen(seer.sight));
};

/** The whole deadline ledger of a stream, in the order it was written. */
export const deadlinesOf = async (deps: AppDeps, streamId: string): Promise<Page<DeadlineAnswer>> => {
  const rows = await deps.db
    .getRepository(DeadlineRow)
    .find({ where: { streamId }, order: { setSeq: 'ASC', dueAt: 'ASC', level: 'ASC', deadlineId: 'ASC' } });
  return { items: rows.map(presentDeadline), nextCursor: null, asOf: await deps.door.now() };
};

/** Whom a stream's papers are addressed to, where the event of a paper does not say it itself. */
export interface PaperContext {
  addressee?: string;
  addresseeName?: string;
  to?: readonly { subjectId: string; name: string }[];
}

/** What a paper says and to whom: from the event that issued it (settled 6.3). */
const wordsOf = ({ body }: EventRow, opening: EventRow | undefined, otherwise: PaperContext): object => {
  const { requirements, dueOn, to, addressee } = body;
  if (typeof requirements === 'string')
    return compact({ text: requirements, dueOn: dueOn ?? undefined, to: to ?? otherwise.to });
  if (addressee !== undefined) return { addressee };
  const { addressee: whose, addresseeName } = otherwise;
  return compact({ text: opening?.body['reason'], addressee: whose, addresseeName });
};

/** Papers of a stream with what they say and to whom; the number of the case itself is no paper. */
export const papersOf = async (deps: AppDeps, streamId: string, otherwise: PaperContext): Promise<Page<object>> => {
  const rows = await deps.db.getRepository(PaperRow).find({ where: { streamId }, order: { seq: 'ASC' } });
  const papers = rows.filter(isPaper);
  const found = await deps.db
    .getRepository(EventRow)
    .findBy({ streamId, seq: In([1, ...papers.map(({ seq }) => seq)]) });
  const events = new Map(found.map((event) => [event.seq, event]));
  const items = papers.map((row) => {
    const event = events.get(row.seq);
    return { ...presentPaperRow(row), ...(event === undefined ? {} : wordsOf(event, events.get(1), otherwise)) };
  });
  return { items, nextCursor: null, asOf: await deps.door.now() };
};
