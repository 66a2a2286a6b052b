import type { Roll } from '../domain/people/roll';
import { holds } from '../domain/people/roll';
import type { Refusal } from '../domain/stream';
import type { AdminTx } from '../record/admin';
import { lockAppointments, readPost, readRoll, type FoundPost } from '../record/roll';
import { notFound, Problem } from './problem';
import { problemOfRefusal } from './problems';
import type { Viewer } from './read/viewer';

/** Takes the lock of all appointments and reads the roll under it: what is decided on it holds until the commit. */
export const rollUnderLock = async (tx: AdminTx, ...personIds: string[]): Promise<Roll> => {
  await lockAppointments(tx);
  return readRoll(tx, personIds);
};

/** The same, for who gives a post: with every certificate that somebody's post carries. */
export const rollForAppointing = async (tx: AdminTx, ...personIds: string[]): Promise<Roll> => {
  await lockAppointments(tx);
  return readRoll(tx, personIds, { certified: true });
};

/** Throws a refusal of the rules as the problem that it is. */
export const heed = (refusal: Refusal | null): void => {
  if (refusal !== null) throw problemOfRefusal(refusal);
};

/** Towns that somebody does not reach do not exist for him; SA reaches all, and the district's units exist for everybody. */
export const reachesTown = (roll: Roll, viewer: Viewer, townId: string | null): boolean =>
  townId === null || viewer.townIds.includes(townId) || holds(roll, viewer.personId, 'SA');

/** A post under the lock, with the roll of those concerned; 404 where there is none. */
export const postUnderLock = async (
  tx: AdminTx,
  postId: string,
  by: string,
): Promise<{ roll: Roll; found: FoundPost }> => {
  await lockAppointments(tx);
  const found = await readPost(tx, postId);
  if (found === undefined) throw notFound();
  const { personId, appointedBy } = found.post;
  const roll = await readRoll(tx, [by, personId, ...(appointedBy === null ? [] : [appointedBy])], { certified: true });
  return { roll, found };
};

/** 409 unless something still waits for the second person. */
export const stillPending = (status: string): void => {
  if (status !== 'pending')
    throw new Problem('conflict', '该事项不在待确认状态，请刷新后查看。', { reason: 'not-pending' });
};
