import { In } from 'typeorm';
import { accountConfirmers, type AccountMatter } from '../../domain/people/account-acts';
import { accountDecisions } from '../../domain/people/offered';
import { plusMs } from '../../domain/clock/instant';
import { AccountActRow, PersonRow } from '../../entities/people.entity';
import { readRoll } from '../../record/roll';
import type { AccountNoticeAnswer, WaitingAccountActAnswer } from '../answers/account-act';
import type { AppDeps } from '../deps';
import type { Plain } from '../parse';
import { presentAct } from '../present/account-act';
import { presentOffered } from '../present/offered';
import { readerOf } from './appointments';
import type { Viewer } from './viewer';

const toldForMs = 30 * 86_400_000;

/** Waiting acts on accounts that the viewer may confirm or asked for himself, oldest first. */
export const actsOf = async (
  deps: AppDeps,
  viewer: Viewer,
  awaiting: boolean,
  now: string,
): Promise<Plain<WaitingAccountActAnswer>[]> => {
  const rows = await deps.db
    .getRepository(AccountActRow)
    .find({ where: { status: 'pending' }, order: { actId: 'ASC' } });
  const people = await deps.db.getRepository(PersonRow).findBy({ personId: In(rows.map((row) => row.personId)) });
  const roll = await readRoll(readerOf(deps, now), [
    viewer.personId,
    ...rows.flatMap((row) => [row.personId, row.askedBy]),
  ]);
  return rows.flatMap((row) => {
    const { act, personId, askedBy: by } = row;
    const homeTownId = people.find((person) => person.personId === personId)?.townId ?? null;
    const matter: AccountMatter = { act, personId, homeTownId, by };
    const { roles, personIds } = accountConfirmers(roll, matter);
    const isShown = personIds.includes(viewer.personId) || (!awaiting && by === viewer.personId);
    const acts = presentOffered(accountDecisions(roll, matter, viewer.personId));
    return isShown ? [{ ...presentAct(row, roles), acts }] : [];
  });
};

/** What administration did to the own account in the last thirty days, or asks to do: the holder is told (settled 4.3). */
export const noticesOf = async (deps: AppDeps, personId: string): Promise<AccountNoticeAnswer[]> => {
  const rows = await deps.db
    .getRepository(AccountActRow)
    .find({ where: { personId, status: In(['done', 'pending']) }, order: { actId: 'DESC' }, take: 20 });
  const since = plusMs(await deps.door.now(), -toldForMs);
  const told = rows.filter((row) => row.askedAt >= since);
  const ids = told.flatMap((row) => [row.askedBy, ...(row.decidedBy === null ? [] : [row.decidedBy])]);
  const people = await deps.db.getRepository(PersonRow).findBy({ personId: In(ids) });
  const nameOf = (id: string | null): string | null => people.find((person) => person.personId === id)?.name ?? null;
  return told.map(({ act, status, askedAt, askedBy, decidedAt, decidedBy }) => ({
    act,
    status,
    askedAt,
    askedByName: nameOf(askedBy),
    decidedAt,
    decidedByName: nameOf(decidedBy),
  }));
};
